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
