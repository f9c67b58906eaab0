// Which place on the pages a line of the YAML belongs to, told by how far the lines stand from the edge.

const indent = (text) => /^ *(?:- +)*/.exec(text)[0].length;

// The line (from 1) of the place that a line belongs to, or 0. `lines` are those of the text, `starts` those with a place.
export function lineWithPlace(lines, starts, line, originOf) {
  const before = starts.findLast((start) => start <= line);
  if (before !== undefined && holds(lines, before, line, originOf(before))) return before;
  const after = starts.find((start) => start > line);
  const edge = indent(lines[line - 1] ?? "");
  if (after === undefined || !(lines[line - 1] ?? "").trim()) return 0;
  for (let at = line; at < after; at += 1) if (lines[at].trim() && indent(lines[at]) <= edge) return 0;
  return after;
}

function holds(lines, start, line, origin) {
  if (start === line) return true;
  const first = lines[start - 1] ?? "";
  const edge = indent(first);
  // A text begins behind its own key; a photo, a link and a paragraph of a longer text go on at the same edge.
  const key = origin.at(-1);
  const isKey = typeof key === "string" && new RegExp(`^ *(?:- +)*["']?${key.replace(/\W/g, ".")}["']?:`).test(first);
  for (let at = start; at < line; at += 1) {
    const text = lines[at] ?? "";
    if (text.trim() && (isKey ? indent(text) <= edge : indent(text) < edge)) return false;
  }
  return true;
}

// Where the words of a printed line stand in the text of their paragraph: line and column, or null.
export function findWords(lines, start, printed) {
  const words = printed.trim().split(/\s+/).slice(0, 3).map((word) => word.replace(/[^\p{L}\p{N}].*$/u, "")).filter(Boolean);
  if (!words.length) return null;
  const part = lines.slice(start - 1, start + 59).join("\n");
  for (let count = words.length; count > 0; count -= 1) {
    const pattern = words.slice(0, count).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("[^\\p{L}\\p{N}]+");
    const found = new RegExp(`(?<![\\p{L}\\p{N}])${pattern}`, "u").exec(part);
    if (found) {
      const ahead = part.slice(0, found.index).split("\n");
      return { line: start + ahead.length - 1, column: ahead.at(-1).length };
    }
  }
  return null;
}
