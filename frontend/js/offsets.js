/* Where a selection lies in a directive's text, counted in code points as the server counts (not in UTF-16 units). */

/** Number of code points in a string. */
export function countPoints(text) {
  let points = 0;
  for (const _ of text) points += 1;
  return points;
}

const headSpace = (text) => countPoints(text) - countPoints(text.trimStart());
const tailSpace = (text) => countPoints(text) - countPoints(text.trimEnd());

/** The part of a range that lies in one span: {start, end, text} in the whole text, or null. */
function partIn(span, range) {
  const whole = span.ownerDocument.createRange();
  whole.selectNodeContents(span);
  const part = whole.cloneRange();
  if (range.compareBoundaryPoints(Range.START_TO_START, whole) > 0) part.setStart(range.startContainer, range.startOffset);
  if (range.compareBoundaryPoints(Range.END_TO_END, whole) < 0) part.setEnd(range.endContainer, range.endOffset);
  const text = part.toString();
  if (!text.trim()) return null;
  const before = span.ownerDocument.createRange();
  before.setStart(span, 0);
  before.setEnd(part.startContainer, part.startOffset);
  const start = Number(span.dataset.start) + countPoints(before.toString());
  return { start: start + headSpace(text), end: start + countPoints(text) - tailSpace(text), text: text.trim() };
}

/** {start, end, text} of a range within spans that carry data-start (each holds exactly its passage's text), or null. */
export function rangeInText(range, root) {
  const parts = [...root.querySelectorAll("[data-start]")]
    .filter((span) => !span.querySelector("[data-start]") && range.intersectsNode(span))
    .map((span) => partIn(span, range))
    .filter(Boolean);
  if (!parts.length) return null;
  return { start: parts[0].start, end: parts.at(-1).end, text: parts.map((part) => part.text).join(" ") };
}
