// A conversation that goes on by itself: new messages appear, sending does not reload. Everything is the page of the server:
// this asks for it again and takes over what is new. Without it the page works by forms and reloading.

const talk = document.querySelector("[data-talk]");
const AT_ONCE_MS = 1000;
const AGAIN_MS = 100;
const PAUSE_MS = 10_000;
const AFTER_FAULT_MS = 5000;
const MOST_PAUSE_MS = 60_000;

const address = `${location.origin}${location.pathname}`;
const lines = talk.querySelector(".talk-lines");
const last = () => Number(talk.dataset.last);

function read(html) {
  return new DOMParser().parseFromString(html, "text/html").querySelector("[data-talk]");
}

/** Adds the messages that are not here yet, and says what else changed; the field and its focus stay as they are. Gives whether anything was new. */
function take(fresh) {
  if (!fresh) return false;
  let news = false;
  const near = window.innerHeight + window.scrollY >= document.documentElement.scrollHeight - 240;
  const days = new Set([...lines.querySelectorAll(".talk-day time")].map((day) => day.dateTime));
  for (const line of fresh.querySelectorAll("[data-n]")) {
    if (Number(line.dataset.n) <= last()) continue;
    const day = line.querySelector(".talk-day");
    if (day && days.has(day.querySelector("time").dateTime)) day.remove();
    lines.append(document.importNode(line, true));
    talk.dataset.last = line.dataset.n;
    news = true;
    talk.querySelector("[data-nothing]")?.remove();
  }
  if (fresh.dataset.stand !== talk.dataset.stand) {
    talk.dataset.stand = fresh.dataset.stand;
    news = true;
    const stopped = fresh.querySelector("[data-stopped]");
    talk.querySelector("[data-stopped]").replaceChildren(...[...stopped.childNodes].map((node) => document.importNode(node, true)));
  }
  const form = fresh.querySelector("form[data-write]");
  if (form && !talk.querySelector("form[data-write]")) {
    talk.querySelector(".talk-write").append(document.importNode(form, true));
    write(talk.querySelector("form[data-write]"));
  }
  if (news && near) talk.querySelector(".talk-write").scrollIntoView({ block: "end" });
  return news;
}

const shown = () => new Promise((done) => {
  if (!document.hidden) return done();
  document.addEventListener("visibilitychange", () => done(), { once: true });
});
const pause = (ms) => new Promise((done) => { setTimeout(done, ms); });

/** Asks for what comes after the last message; the server answers when there is something. */
async function listen() {
  let faults = 0;
  for (;;) {
    await shown();
    const began = performance.now();
    try {
      const answer = await fetch(`${address}?na=${last()}&stand=${encodeURIComponent(talk.dataset.stand)}`, { redirect: "manual" });
      let news = false;
      if (answer.status === 200) news = take(read(await answer.text()));
      else if (answer.type === "opaqueredirect" || [401, 403, 404].includes(answer.status)) return;
      else if (answer.status !== 204) throw new Error(String(answer.status));
      faults = 0;
      // Who is answered at once that nothing came has no seat: the server is full. News that sending brought already is still news.
      const hasNoSeat = answer.status === 204 && performance.now() - began < AT_ONCE_MS;
      if (hasNoSeat) await pause(PAUSE_MS);
      else if (!news) await pause(AGAIN_MS);
    } catch {
      faults += 1;
      await pause(Math.min(AFTER_FAULT_MS * faults, MOST_PAUSE_MS));
    }
  }
}

/** Sends without leaving the page. What is not simply sent is done by the form itself: the page that comes says why. */
function write(form) {
  const field = form.querySelector("textarea");
  let busy = false;
  form.addEventListener("submit", async (event) => {
    if (event.submitter?.value !== "stuur") return;
    event.preventDefault();
    if (busy) return;
    busy = true;
    const text = field.value;
    const body = new URLSearchParams(new FormData(form, event.submitter));
    let fresh = null;
    try {
      const answer = await fetch(form.action, { method: "POST", body });
      if (answer.ok && answer.redirected) fresh = read(await answer.text());
    } catch { /* The form says what the browser has to say. */ }
    const next = fresh?.querySelector("form[data-write]");
    if (!next) {
      const deed = document.createElement("input");
      Object.assign(deed, { type: "hidden", name: "daad", value: "stuur" });
      form.append(deed);
      form.submit();
      return;
    }
    take(fresh);
    for (const name of ["bericht", "csrf"]) form.elements[name].value = next.elements[name].value;
    if (field.value === text) field.value = "";
    field.focus();
    busy = false;
  });
}

if (talk && talk.dataset.past === undefined) {
  const form = talk.querySelector("form[data-write]");
  if (form) write(form);
  if (!location.hash && lines.children.length > 0) talk.querySelector(".talk-write").scrollIntoView({ block: "end" });
  listen();
}
