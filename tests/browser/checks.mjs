// What every page must keep (design, section 8), one function for each promise. Each gives a list of faults
// { rule, node }; an empty list is a kept promise.

import { gzipSync } from "node:zlib";

import { AXE, HtmlValidate } from "./packages.mjs";

const MOST_REQUESTS = 10;
const MOST_HTML = 14 * 1024;
const MOST_FIRST_VIEW = 60 * 1024;
const LOADS = 6;
const AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

const validator = new HtmlValidate({
  root: true,
  extends: ["html-validate:standard", "html-validate:document"],
  rules: {
    // How a boolean attribute or a void element is written is taste, not validity.
    "void-style": "off",
    "attribute-boolean-style": "off",
    // `autocomplete="off"` on a search field is right by the standard; the rule knows only the tokens for people.
    "valid-autocomplete": "off",
    // Integrity hashes are for what others serve; everything here is our own.
    "require-sri": "off",
  },
});

/** Valid by the HTML standard. */
export async function validHtml(html) {
  const report = await validator.validateString(html);
  return report.results.flatMap(({ messages }) => messages)
    .map(({ ruleId, message, line, column }) => ({ rule: `html ${ruleId}`, node: `${line}:${column} ${message}` }));
}

/** Small enough for a slow phone; `sizes` are what went over the wire, `html` the document itself. */
export function light({ html, requests, bytes }) {
  const faults = [];
  const compressed = gzipSync(html).length;
  if (compressed > MOST_HTML) faults.push({ rule: "html weight", node: `${compressed} bytes compressed` });
  if (bytes > MOST_FIRST_VIEW) faults.push({ rule: "first view weight", node: `${bytes} bytes` });
  if (requests.length > MOST_REQUESTS) faults.push({ rule: "requests", node: `${requests.length}: ${requests.join(" ")}` });
  return faults;
}

/** WCAG 2.2 A and AA, as far as axe-core sees it; `rules` when only some can have changed. Nothing is preloaded: there is no other origin. */
export async function accessible(page, rules = null) {
  await page.evaluate(`if (!window.axe) { ${AXE} }`);
  const runOnly = rules ? { type: "rule", values: rules } : { type: "tag", values: AXE_TAGS };
  const violations = await page.evaluate(async (runOnly) => {
    const { violations } = await window.axe.run(document, { runOnly, resultTypes: ["violations"], preload: false, iframes: false });
    return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, failureSummary }) =>
      ({ id, help, target: target.join(" "), summary: failureSummary.split("\n").slice(1).join("; ") })));
  }, runOnly);
  return violations.map(({ id, help, target, summary }) => ({ rule: `axe ${id} (${help})`, node: `${target}: ${summary}` }));
}

/** What a look at the page shows at once: nothing scrolls sideways, one heading says what the page is. */
export async function looked(page) {
  const { wide, headings } = await page.evaluate(() => {
    const root = document.scrollingElement;
    const furthest = (most, element) =>
      element.getBoundingClientRect().right > most.getBoundingClientRect().right ? element : most;
    const wide = root.scrollWidth <= window.innerWidth ? null
      : `${root.scrollWidth} in ${window.innerWidth}: ${[...document.body.querySelectorAll("*")].reduce(furthest).outerHTML.slice(0, 120)}`;
    return { wide, headings: [...document.querySelectorAll("h1")].map((heading) => heading.textContent.trim()) };
  });
  const faults = wide === null ? [] : [{ rule: "scrolls sideways", node: wide }];
  if (headings.length !== 1 || headings[0] === "") faults.push({ rule: "one h1", node: JSON.stringify(headings) });
  return faults;
}

/** Begins to count before the page's first paint; `stands` reads it. */
export function watchLayout() {
  window.layoutShifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry.hadRecentInput) continue;
      const moved = ({ node, previousRect: from, currentRect: to }) =>
        `${from.x},${from.y} ${from.width}x${from.height} to ${to.x},${to.y} ${to.width}x${to.height}: ${node?.outerHTML?.slice(0, 80) ?? node?.nodeName}`;
      window.layoutShifts.push([entry.value, entry.sources.map(moved)]);
    }
  }).observe({ type: "layout-shift", buffered: true });
}

/**
 * Nothing moves while the page comes. On a starved machine Chromium paints a page that it has read halfway, and what
 * it reads next moves the rest; that is no fault of the page, so a shift counts when it is there at every load.
 */
export async function stands(page) {
  let shifts = await shifted(page);
  for (let load = 1; load < LOADS && shifts.length > 0; load += 1) {
    await page.reload({ waitUntil: "load" });
    shifts = await shifted(page);
  }
  return shifts.map(([value, nodes]) => ({ rule: "layout shift", node: `${value.toFixed(4)} ${nodes.join(" | ")}` }));
}

function shifted(page) {
  return page.evaluate(() => new Promise((done) =>
    requestAnimationFrame(() => requestAnimationFrame(() => done(window.layoutShifts)))));
}

/** Whoever walks through the page by keyboard sees where they are: focus changes how something looks. */
export async function focusShows(page) {
  // After a key, focus given by a script counts as given by keyboard (Selectors 4, :focus-visible).
  await page.keyboard.press("Tab");
  const hidden = await page.evaluate(() => {
    const LOOKS = ["outlineStyle", "outlineWidth", "boxShadow", "borderColor", "stroke", "strokeWidth", "fill", "backgroundColor"];
    const look = (one) => LOOKS.map((name) => getComputedStyle(one)[name]).join();
    // A hidden radio or checkbox shows its focus on its label, a link in a drawing on its shape.
    const around = (one) => [one, ...(one.labels ?? []), ...(one.labels?.[0]?.children ?? []), ...one.children];
    const looks = (one) => around(one).map(look).join("|");
    return [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
      .filter((one) => one.checkVisibility() && !one.disabled && one.type !== "hidden")
      .filter((one) => {
        one.blur();
        const before = looks(one);
        one.focus();
        return document.activeElement === one && looks(one) === before;
      })
      .map((one) => one.outerHTML.slice(0, 120));
  });
  return hidden.map((node) => ({ rule: "focus visible", node }));
}
