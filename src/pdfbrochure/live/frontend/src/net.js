// Talks to the program: asks, has things done, and hears of news.
const secret = location.pathname.split("/")[1];
export const me = Math.random().toString(36).slice(2);
export let number = 0;

export function useBrochure(which) {
  number = which;
}

const at = (path) => `${number}/${path}`;

export async function get(path, of = "") {
  const reply = await fetch(path.startsWith("/") ? path.slice(1) : at(path) + (of === "" ? "" : `?of=${of}`));
  return reply.ok ? reply.json() : null;
}

export async function post(path, value = {}) {
  const headers = { "Content-Type": "application/json", "X-Pdfbrochure": secret };
  const where = path.startsWith("/") ? path.slice(1) : at(path);
  const reply = await fetch(where, { method: "POST", headers, body: JSON.stringify(value) });
  return reply.status === 200 ? reply.json() : reply.ok ? {} : null;
}

export async function upload(path, file) {
  const headers = { "Content-Type": "application/octet-stream", "X-Pdfbrochure": secret };
  const reply = await fetch(at(path), { method: "POST", headers, body: file });
  return reply.ok ? reply.json() : null;
}

// The picture of a page, so many pixels wide; null where the one that is known is still right or there are newer pages.
export async function tile(of, page, width, known) {
  const reply = await fetch(at(`tile?of=${of}&page=${page}&width=${width}&known=${known}`));
  if (reply.status !== 200) return { digest: reply.headers.get("X-Digest"), blob: null, status: reply.status };
  return { digest: reply.headers.get("X-Digest"), blob: await reply.blob(), status: 200 };
}

// Calls `hear` with each state of the brochure, and `lost` with true when the program no longer answers, false when it does.
export function listen(hear, lost) {
  const events = new EventSource(at("events"));
  events.onmessage = (event) => {
    lost(false);
    hear(JSON.parse(event.data));
  };
  events.onerror = () => lost(true);
  return events;
}
