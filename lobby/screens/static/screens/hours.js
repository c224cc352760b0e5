// Waits so long that nobody counts them in minutes.

const FROM_MIN = 60;

// [low, high] or [both] in hours, to the nearest half; null for a wait that is told in minutes.
export function inHours({ low_min: low, high_min: high }) {
  if (low < FROM_MIN) return null;
  const hours = [low, high].map((minutes) => Math.round(minutes / 30) / 2);
  return hours[0] === hours[1] ? hours.slice(0, 1) : hours;
}
