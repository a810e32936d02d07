// The review desk, better with a script: it saves without leaving the page, warns of what is unsaved, and listens to keys.
// Everything works without it: each button belongs to a form, and the answer to each form is a page.
"use strict";
document.documentElement.classList.add("on");
const say = document.body.dataset;
const one = (query, root = document) => root.querySelector(query);
const all = (query, root = document) => [...root.querySelectorAll(query)];
const told = one("#told");
let fading;
function tell(text) {
  if (!told) return;
  told.textContent = text;
  clearTimeout(fading);
  if (text !== say.saving) fading = setTimeout(() => { told.textContent = ""; }, 4000);
}

// What is not saved yet
const fields = (row) => all("textarea", row);
const isDirty = (field) => field.value !== field.defaultValue;
const dirtyRows = () => all("article").filter((row) => fields(row).some(isDirty));
const underway = new Set();

function note(row) {
  const dirty = fields(row).some(isDirty);
  row.classList.toggle("dirty", dirty);
  const sign = one(".unsaved", row);
  if (dirty && !sign) one("h2", row).insertAdjacentHTML("beforeend", ' <span class="unsaved"></span>');
  if (dirty) one(".unsaved", row).textContent = "· " + say.unsaved;
  else sign?.remove();
}

// The form of a row, made of the page's template when somebody wants it
function form(row) {
  const there = one(".own", row);
  if (there || !row.dataset.b) return there;
  const own = one("#form").content.firstElementChild.cloneNode(true);
  const shown = one(".shown", row);
  for (const part of all("[id], [for], [aria-describedby]", own)) {
    for (const name of ["id", "for", "aria-describedby"]) if (part.hasAttribute(name)) part.setAttribute(name, part.getAttribute(name) + row.id.slice(2));
  }
  const { key, base, text } = own.elements;
  key.value = row.id.slice(2);
  own.id += key.value;
  base.value = row.dataset.b;
  if (text) text.defaultValue = row.dataset.m ?? (shown.matches(".gap") ? "" : shown.textContent);
  if (row.matches(".aside")) one(".edit", own)?.remove();
  one(":scope > p", row).before(own);
  return own;
}

function open(row, name) {
  const fields = row && form(row)?.elements;
  const field = fields && (fields[name] ?? fields.comment);
  field?.focus();
  grow(field);
  const spoken = field && field.name === "text" ? one("mark", row)?.textContent : "";
  const at = spoken ? field.value.indexOf(spoken) : -1;
  if (at >= 0) field.setSelectionRange(at, at + spoken.length);
  return field;
}

function shut(row) {
  one(".own", row)?.remove();
  one(":scope > p a", row)?.focus();
}

function grow(field) {
  if (!field || CSS.supports("field-sizing", "content")) return;
  field.style.height = "auto";
  field.style.height = field.scrollHeight + 4 + "px";
}

// Saving: the form's own request, and the fresh rows out of the page that answers it
async function send(form, submitter) {
  const row = form.closest("article, #general") ?? document.body;
  const values = new URLSearchParams(new FormData(form, submitter));
  const action = submitter?.getAttribute("formaction") || form.getAttribute("action");
  tell(say.saving);
  underway.add(form);
  try {
    const answer = await fetch(action, { method: "POST", body: values });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!answer.ok) return refuse(row, page);
    if (!one("main#text", page)) { location.assign(answer.url); return true; }
    for (const field of all("textarea", form)) if (sends(action, field)) field.defaultValue = values.get(field.name);
    tell(say.saved);
    refresh(page, row.id);
    return true;
  } catch {
    refuse(row, null);
    return false;
  } finally {
    underway.delete(form);
  }
}

// Which field an action keeps: the text of a row is not saved by commenting on it.
const sends = (action, field) => action.endsWith("/comment") ? field.name === "comment" : field.name !== "comment";

function refuse(row, page) {
  one("#refused", row)?.remove();
  const why = (page && one("#refused", page)) || document.createElement("div");
  if (!page) { why.id = "refused"; why.innerHTML = '<p class="notice"></p>'; one("p", why).textContent = say.offline; }
  why.setAttribute("role", "alert");
  row.append(document.adoptNode(why));
  tell("");
  return false;
}

// Rows that somebody else changed while this page was open: whoever has read them has to read them again.
const elsewhere = new Set();

function warn(row) {
  const said = document.createElement("p");
  said.className = "notice";
  said.textContent = say.elsewhere;
  row.append(said);
  tell(say.elsewhere);
}

function refresh(page, saved) {
  const at = document.activeElement?.id;
  const inside = document.activeElement?.closest?.("article")?.id;
  for (const fresh of all("article", page)) {
    const old = document.getElementById(fresh.id);
    if (!old) continue;
    const kept = fields(old).filter((field) => isDirty(field));
    if (fresh.id !== saved && (kept.length || old.contains(document.activeElement))) continue;
    if (fresh.id === saved) elsewhere.delete(saved);
    else if (one(".shown", old)?.textContent !== one(".shown", fresh)?.textContent) elsewhere.add(fresh.id);
    if (same(old, fresh)) continue;
    fresh.tabIndex = -1;
    old.replaceWith(fresh);
    if (elsewhere.has(fresh.id)) warn(fresh);
    for (const field of kept) restore(fresh, field);
  }
  for (const id of ["panels", "bar", "general"]) {
    const [old, fresh] = [document.getElementById(id), one("#" + id, page)];
    if (id === "bar" && fresh) one("#told", fresh).replaceWith(told);
    if (old && fresh) old.replaceWith(fresh);
    else old?.remove();
  }
  for (const input of all(".filter input")) {
    const fresh = one("#" + input.id, page);
    input.disabled = fresh.disabled;
    one("b", input.parentNode).textContent = one("b", fresh.parentNode).textContent;
  }
  const focus = (at && document.getElementById(at)) || (inside && document.getElementById(inside));
  if (focus && !focus.contains(document.activeElement)) focus.focus({ preventScroll: true });
}

function same(old, fresh) {
  const bare = old.cloneNode(true);
  for (const details of all("details", bare)) details.open = false;
  for (const extra of all(".own, .unsaved", bare)) extra.remove();
  bare.removeAttribute("tabindex");
  return bare.isEqualNode(fresh);
}

// What was typed and not sent stays typed, held against the wording that it was typed over.
function restore(row, typed) {
  const own = form(row);
  const field = own?.elements[typed.name];
  if (!field) return;
  field.value = typed.value;
  if (typed.name === "text") own.elements.base.value = typed.form.elements.base.value;
  note(row);
}

function saveRow(row) {
  const own = one(".own", row);
  if (!own || underway.has(own)) return Promise.resolve(!own);
  const { text, comment } = own.elements;
  if (text && isDirty(text)) return send(own, one(".edit button", own));
  return isDirty(comment) ? send(own, one(".say button", own)) : Promise.resolve(true);
}

async function saveAll() {
  for (let round = 0; round < 2; round += 1) for (const row of dirtyRows()) if (!(await saveRow(row))) return false;
  return !dirtyRows().length;
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !form.closest("article, #general") || form.closest("#refused")) { leaving = true; return; }
  event.preventDefault();
  const row = form.closest("article")?.id;
  if (!underway.has(form)) send(form, event.submitter).then((done) => done && land(row));
});
function land(id) {
  const row = document.getElementById(id);
  if (row && (document.activeElement === document.body || row.contains(document.activeElement))) row.focus({ preventScroll: true });
}

document.addEventListener("input", (event) => {
  const row = event.target.closest("article");
  if (row) note(row);
  if (event.target.matches("textarea")) grow(event.target);
});
document.addEventListener("focusout", (event) => {
  const row = event.target.closest?.("article");
  if (!row || row.contains(event.relatedTarget) || !document.hasFocus() || one("#refused", row)) return;
  if (fields(row).some(isDirty)) saveRow(row);
});
let leaving = false;
window.addEventListener("beforeunload", (event) => { if (!leaving && (dirtyRows().length || underway.size)) event.preventDefault(); });
document.addEventListener("click", async (event) => {
  const link = event.target.closest?.("a[href]:not([target])");
  if (!link || link.hash || link.matches("article > p a") || event.ctrlKey || event.metaKey || event.shiftKey || !(dirtyRows().length || underway.size)) return;
  event.preventDefault();
  while (underway.size) await new Promise((resume) => setTimeout(resume, 30));
  if (await saveAll()) location.assign((document.getElementById(link.id) ?? link).href);
});
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("article > p a");
  if (link && !(event.ctrlKey || event.metaKey || event.shiftKey) && open(link.closest("article"), "text")) event.preventDefault();
});
document.addEventListener("toggle", (event) => { if (event.target.open) one("textarea", event.target)?.focus(); }, true);

// Findings, one after the other
const marks = () => all(".finding:not(.waived)").filter((mark) => mark.checkVisibility());
let last = null;
function go(step) {
  const found = marks();
  if (!found.length) return tell(say.none);
  const here = document.activeElement.matches("body, #bar *") ? last : document.activeElement;
  const place = here?.isConnected ? here : document.getElementById(last?.id);
  const at = found.indexOf(place?.closest(".finding"));
  let after = place ? found.findIndex((mark) => place.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING) : 0;
  if (after < 0) after = found.length;
  const number = at >= 0 ? at + step : step > 0 ? after : after - 1;
  const next = found[(number + found.length) % found.length];
  next.focus();
  last = next;
  return tell(`${found.indexOf(next) + 1} / ${found.length}`);
}
for (const row of all("article")) row.tabIndex = -1;
const row = () => (document.activeElement.closest("article") ?? last?.closest("article"));
const fix = () => {
  const mark = document.activeElement.closest(".finding") ?? row();
  const button = mark && one(".fix", mark);
  return button ? button.click() : tell(say.nofix);
};
const edit = () => open(row(), "text");
const comment = () => open(row(), "comment");
const decide = () => one("#approve")?.focus();
const help = () => one("#keys")?.showModal();

// Keys: letters alone only outside of fields and where people leave them on (WCAG 2.1.4)
const alt = { j: () => go(1), k: () => go(-1), f: fix, e: edit, c: comment, a: decide };
const letters = { n: () => go(1), p: () => go(-1), "?": help };
const letter = (event) => /^[a-z]$/i.test(event.key) ? event.key.toLowerCase() : event.code.replace(/^Key/, "").toLowerCase();
const allowed = one("#letters");
try { if (allowed) allowed.checked = localStorage.getItem("letters") !== "off"; } catch { /* a private window keeps nothing */ }
allowed?.addEventListener("change", () => {
  try { localStorage.setItem("letters", allowed.checked ? "on" : "off"); } catch { /* the same */ }
});

document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("textarea, input:not([type=radio], [type=checkbox]), select");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && typing) {
    const own = event.target.closest("article");
    if (own) { event.preventDefault(); saveRow(own).then((done) => done && land(own.id)); }
    return;
  }
  if (event.key === "Escape" && typing && !isDirty(event.target)) {
    const own = event.target.closest("article");
    if (own && !fields(own).some(isDirty)) shut(own);
    return;
  }
  if (event.ctrlKey || event.metaKey || one("dialog[open]")) return;
  const act = event.altKey ? alt[letter(event)] : !typing && (!allowed || allowed.checked) && letters[event.key];
  if (act) { event.preventDefault(); act(); }
});
document.addEventListener("click", (event) => {
  const id = event.target.closest("button")?.id;
  ({ help, next: () => go(1), previous: () => go(-1) })[id]?.();
});
document.addEventListener("click", (event) => {
  if (event.target.closest("a[href$='#return']")) setTimeout(() => one("#why").focus());
});

// The reader's own hour beside the house's, where it differs
function localTimes() {
  for (const time of all("time[data-hour]")) {
    const hour = new Date(time.dateTime).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    if (hour !== time.dataset.hour) time.append(` – ${say.local.replace("{time}", hour)}`);
    delete time.dataset.hour;
  }
}
localTimes();
