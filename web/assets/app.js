// Improves what already works without it: suggestions while typing, copying a link, printing, leaving at once.

const WAIT = 160;

/** Shows completions below a search field that has data-suggest="address of a list". */
function suggest(input) {
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = `${input.id}-suggesties`;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels[0]?.textContent ?? "");
  input.after(list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  let timer;
  let asked = 0;
  let chosen = -1;

  const close = () => {
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (index) => {
    chosen = index;
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === index)));
    if (index >= 0) input.setAttribute("aria-activedescendant", list.children[index].id);
    else input.removeAttribute("aria-activedescendant");
  };
  const take = (item) => {
    if (item.dataset.href) { location.assign(item.dataset.href); return; }
    input.value = item.textContent;
    close();
    input.form.requestSubmit();
  };
  const show = (words) => {
    list.replaceChildren(...words.map(({ text, kind, id }, at) => {
      const item = document.createElement("li");
      item.id = `${list.id}-${at}`;
      item.setAttribute("role", "option");
      item.textContent = text;
      if (kind === "question" && input.dataset.question) item.dataset.href = input.dataset.question + encodeURIComponent(id);
      item.addEventListener("mousedown", (event) => { event.preventDefault(); take(item); });
      return item;
    }));
    choose(-1);
    list.hidden = words.length === 0;
    input.setAttribute("aria-expanded", String(words.length > 0));
  };
  const ask = async () => {
    const turn = ++asked;
    const q = input.value.trim();
    if (q.length < 2) return close();
    try {
      const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(q)}`);
      if (!answer.ok || turn !== asked) return;
      const { suggestions = [] } = await answer.json();
      if (turn === asked && document.activeElement === input) show(suggestions.slice(0, 8));
    } catch { close(); }
  };

  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, WAIT); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const count = list.children.length;
    if (event.key === "ArrowDown") { event.preventDefault(); choose((chosen + 1) % count); }
    else if (event.key === "ArrowUp") { event.preventDefault(); choose(chosen <= 0 ? count - 1 : chosen - 1); }
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && chosen >= 0) { event.preventDefault(); take(list.children[chosen]); }
  });
}

for (const input of document.querySelectorAll("input[data-suggest]")) suggest(input);

for (const link of document.querySelectorAll("[data-print]")) {
  link.addEventListener("click", (event) => { event.preventDefault(); window.print(); });
}

for (const button of document.querySelectorAll("[data-copy-link]")) {
  button.addEventListener("click", async () => {
    const words = button.querySelector("[data-done]");
    await navigator.clipboard.writeText(location.href);
    words.textContent = words.dataset.done;
    words.setAttribute("role", "status");
  });
}

// Leaving replaces this page in the history, so that "back" does not show it again.
for (const link of document.querySelectorAll("[data-leave]")) {
  link.addEventListener("click", (event) => { event.preventDefault(); location.replace(link.href); });
}

/** A passkey: the page's form carries what the server asks, the browser's answer goes back in a hidden field. */
function passkey(form) {
  const button = form.querySelector("button");
  const failed = document.querySelector("[data-passkey-failed]");
  const kind = form.dataset.passkey;
  if (!window.PublicKeyCredential?.parseCreationOptionsFromJSON) {
    failed.hidden = false;
    return;
  }
  button.disabled = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    failed.hidden = true;
    const asked = JSON.parse(form.dataset.options).publicKey;
    try {
      const credential = kind === "create"
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked) });
      form.querySelector("input[name=antwoord]").value = JSON.stringify(credential.toJSON());
      form.submit();
    } catch {
      failed.hidden = false;
    }
  });
}

for (const form of document.querySelectorAll("form[data-passkey]")) passkey(form);

// A conversation has a script of its own, which no other page needs.
const talk = document.querySelector("[data-talk]");
if (talk) import(talk.dataset.talk);
