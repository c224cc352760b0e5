// The wall clock of a screen: the branch's time, whatever the screen's own computer is set to.

export const TIME_ZONE = document.documentElement.dataset.timeZone;

function every(element, options, joined) {
  const format = new Intl.DateTimeFormat("zh-CN", { timeZone: TIME_ZONE, ...options });
  const show = () => {
    const now = new Date();
    const parts = {};
    for (const { type, value } of format.formatToParts(now)) parts[type] = value;
    element.textContent = joined(parts);
    setTimeout(show, 1000 * (60 - now.getSeconds()) + 50);
  };
  show();
}

// The branch's day as text, for telling whether another has begun.
export function dayNow() {
  return new Intl.DateTimeFormat("zh-CN", { timeZone: TIME_ZONE }).format(new Date());
}

// "09:05"
export function showClock(element) {
  const options = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  every(element, options, ({ hour, minute }) => `${hour}:${minute}`);
}

// "6月1日 星期一"; follows midnight.
export function showDate(element) {
  const options = { month: "numeric", day: "numeric", weekday: "long" };
  every(element, options, ({ month, day, weekday }) => `${month}月${day}日 ${weekday}`);
}
