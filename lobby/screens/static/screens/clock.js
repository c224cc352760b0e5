// The wall clock of a screen.

export function showClock(element) {
  const show = () => {
    const now = new Date();
    const pad = (value) => String(value).padStart(2, "0");
    element.textContent = `${pad(now.getHours())}:${pad(now.getMinutes())}`;
    setTimeout(show, 1000 * (60 - now.getSeconds()) + 50);
  };
  show();
}

const DAYS = ["星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"];

// "6月1日 星期一"; follows midnight.
export function showDate(element) {
  const show = () => {
    const now = new Date();
    element.textContent = `${now.getMonth() + 1}月${now.getDate()}日 ${DAYS[now.getDay()]}`;
    setTimeout(show, 1000 * (60 - now.getSeconds()) + 80);
  };
  show();
}
