// Shapes on a plan, in metres with y upwards; and where words fit beside marks.

/** Corners as an SVG polygon wants them: its y goes downwards. */
export const points = (outline) => outline.map(([x, y]) => `${x},${-y}`).join(' ');

export const mean = (outline, axis) => outline.reduce((sum, corner) => sum + corner[axis], 0) / outline.length;

/** The least box around corners. */
export function bounds(corners) {
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x || 1, height: Math.max(...ys) - y || 1 };
}

/** The middle of an outline, and how wide and high what stands there may be. */
export function middle(outline) {
  const { x, y, width, height } = bounds(outline);
  const center = { x: x + width / 2, y: y + height / 2, width, height };
  if (contains(outline, center)) return center;
  return { x: mean(outline, 0), y: mean(outline, 1), width: width / 2, height: height / 2 };
}

/**
 * As near to the middle as a box (half its width, half its height) touches no mark and stays in the outline; undefined
 * where there is no such place.
 */
export function free(outline, [wide, tall], marks) {
  const start = middle(outline);
  const box = bounds(outline);
  const corners = ({ x, y }) => [[x - wide, y - tall], [x + wide, y - tall], [x - wide, y + tall], [x + wide, y + tall]];
  const fits = (spot) => corners(spot).every(([x, y]) => contains(outline, { x, y }))
    && !marks.some((mark) => Math.abs(mark.x - spot.x) < mark.wide + wide && Math.abs(mark.y - spot.y) < mark.tall + tall);
  return steps.map(([x, y]) => ({ x: start.x + x * box.width, y: start.y + y * box.height })).find(fits);
}

// Steps away from the middle, as parts of the outline's box, the shortest first.
const parts = [0, -0.06, 0.06, -0.12, 0.12, -0.18, 0.18, -0.24, 0.24];
const steps = parts.flatMap((x) => parts.map((y) => [x, y]))
  .sort((one, other) => Math.hypot(...one) - Math.hypot(...other));

function contains(outline, { x, y }) {
  return outline.reduce((inside, [x1, y1], index) => {
    const [x2, y2] = outline[(index + 1) % outline.length];
    return (y1 > y) !== (y2 > y) && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1 ? !inside : inside;
  }, false);
}
