// How a journey speaks: it expects, within a bounded time, and says in which step it stopped.

const WITHIN_MS = 20_000;
const POLL_MS = 25;

/** A journey's name and its way through the site; a failure names the step. */
export class Journey {
  constructor(name) {
    this.name = name;
    this.at = "before the first step";
  }

  step(what) {
    this.at = what;
  }
}

export function expect(holds, what) {
  if (!holds) throw new Error(`expected ${what}`);
}

/** Asks until the answer holds; gives it. */
export async function eventually(ask, what, within = WITHIN_MS) {
  const until = Date.now() + within;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > until) throw new Error(`expected within ${within} ms: ${what}`);
    await new Promise((done) => setTimeout(done, POLL_MS));
  }
}

/** The words of an element, with single spaces. */
export async function words(locator) {
  return (await locator.innerText()).replace(/\s+/g, " ").trim();
}

/** Ticks a chip as a person does: its box is drawn by its label. */
export async function tick(page, name, value) {
  const chip = page.locator(`label:has(input[name="${name}"][value="${value}"])`);
  if (!(await chip.locator("input").isChecked())) await chip.click();
  expect(await chip.locator("input").isChecked(), `${name} ${value} ticked`);
}

/** Where the browser is, without its query. */
export function path(page) {
  return new URL(page.url()).pathname;
}
