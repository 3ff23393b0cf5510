// Makes pages pleasant; every one of them works without this file.

const all = (selector, root = document) => [...root.querySelectorAll(selector)];

document.documentElement.classList.add('js');

/** Copying: the button says that it has happened. */
for (const button of all('[data-copy]')) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  const label = button.textContent;
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = 'Copied';
      document.dispatchEvent(new CustomEvent('copied', { detail: button.dataset.copy }));
    } catch {
      button.textContent = 'Select and copy it by hand';
    }
    setTimeout(() => (button.textContent = label), 2500);
  });
}

/** Something is shown that will not be shown again: leaving asks back until it was copied or ticked off. */
const once = document.querySelector('[data-shown-once]');
if (once) {
  let kept = false;
  const keep = () => (kept = true);
  document.addEventListener('copied', ({ detail }) => detail.includes(once.dataset.shownOnce) && keep());
  for (const box of all('[data-kept]')) {
    box.closest('label').hidden = false;
    box.addEventListener('change', () => (kept = box.checked));
  }
  addEventListener('beforeunload', (event) => {
    if (!kept) event.preventDefault();
  });
}

/** What stands behind the `#` of a link stays in the browser: it is filled in, and leaves the address. */
const carried = document.querySelector('[data-from-hash]');
const takeCarried = () => {
  if (location.hash.length < 2) return;
  carried.value = location.hash.slice(1);
  history.replaceState(null, '', location.pathname + location.search);
};
if (carried) {
  takeCarried();
  /* The link may come to a page that is open already, which is not loaded again then. */
  addEventListener('hashchange', takeCarried);
}

/** One box for all boxes of a list. */
for (const box of all('[data-select-all]')) {
  const boxes = () => all(`input[name="ids"][form="${box.dataset.selectAll}"]`);
  (box.closest('label') ?? box).hidden = false;
  box.addEventListener('change', () => boxes().forEach((each) => (each.checked = box.checked)));
  document.addEventListener('change', ({ target }) => {
    if (!target.matches(`input[name="ids"][form="${box.dataset.selectAll}"]`)) return;
    const ticked = boxes().filter(({ checked }) => checked).length;
    box.checked = ticked === boxes().length;
    box.indeterminate = ticked > 0 && !box.checked;
  });
}

/** Searching among boxes to tick. What is ticked stays in sight. */
for (const search of all('[data-filter]')) {
  const choices = search.closest('[data-choices]');
  const options = all('[data-option]', choices);
  const count = choices.querySelector('[data-count]');
  const tell = () => (count.textContent = `${options.filter((option) => option.querySelector('input').checked).length} of ${options.length} chosen`);
  search.addEventListener('input', () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const option of options) {
      const text = option.textContent.toLowerCase();
      option.hidden = !option.querySelector('input').checked && !words.every((word) => text.includes(word));
    }
    for (const group of all('[data-group]', choices)) group.hidden = all('[data-option]', group).every(({ hidden }) => hidden);
  });
  search.addEventListener('keydown', (event) => event.key === 'Enter' && event.preventDefault());
  choices.addEventListener('change', tell);
  tell();
}

/** A group is ticked as a whole. */
for (const whole of all('[data-whole]')) {
  const group = whole.closest('[data-group]');
  const boxes = all('[data-option] input:not(:disabled)', group);
  const tell = () => {
    const ticked = boxes.filter(({ checked }) => checked).length;
    whole.checked = ticked === boxes.length;
    whole.indeterminate = ticked > 0 && !whole.checked;
  };
  whole.addEventListener('change', () => {
    for (const box of boxes) {
      box.checked = whole.checked;
      box.closest('[data-option]').hidden = false;
    }
  });
  group.addEventListener('change', tell);
  tell();
}

/** What is there for those without JavaScript only. */
for (const each of all('[data-without-script]')) each.remove();

/** How good a secret of one's own is, while it is typed. */
for (const field of all('[data-secret]')) {
  const said = field.closest('.field').querySelector('[data-strength]');
  field.addEventListener('input', () => {
    const { value } = field;
    const kinds = [/[A-Z]/, /[a-z]/, /[0-9]/, /[^A-Za-z0-9]/].filter((kind) => kind.test(value)).length;
    said.hidden = value === '';
    if (value.length < 10) said.textContent = `Too short: ${value.length} of 10 characters`;
    else if (kinds < 3) said.textContent = `Too plain: ${kinds} of 3 kinds of characters`;
    else said.textContent = new Set(value).size >= 14 ? 'Strong' : 'It will do; longer is better';
  });
}

/** Choosing a filter applies it. */
for (const form of all('form[data-submit-on-change]')) {
  form.addEventListener('change', ({ target }) => target.matches('select') && form.requestSubmit());
}
for (const form of all('form[method="get"]')) {
  /* Of an API key that is looked for the prefix is enough: the rest stays out of the address, and whatever it was pasted with. */
  form.addEventListener('submit', () => {
    for (const field of all('input[type="search"]', form)) field.value = field.value.trim().replace(/^.*(?<![0-9A-Za-z])(LK[0-9A-Za-z]{6})\..*$/, '$1');
  });
  form.addEventListener('formdata', ({ formData }) => {
    for (const [name, value] of [...formData]) if (value === '') formData.delete(name);
  });
}

/** A question above the page holds the keyboard until it is answered: without JavaScript it opens as well, but holds nothing. */
for (const box of all('dialog[popover]')) {
  if (!box.showModal) continue;
  const opener = document.querySelector(`[popovertarget="${box.id}"]:not(dialog *)`);
  const closers = all('[popovertarget]', box);
  box.removeAttribute('popover');
  for (const button of [opener, ...closers]) button.removeAttribute('popovertarget');
  for (const button of closers) button.addEventListener('click', () => box.close());
  opener.addEventListener('click', () => box.showModal());
  box.addEventListener('close', () => opener.focus());
  if (!box.open) continue;
  /* It came back with something to mend. */
  box.removeAttribute('open');
  box.showModal();
  box.querySelector('[aria-invalid="true"]')?.focus();
}

/** Menus close when one goes elsewhere. */
document.addEventListener('click', ({ target }) => {
  for (const menu of all('details.menu[open]')) if (!menu.contains(target)) menu.open = false;
});
document.addEventListener('keydown', ({ key }) => {
  if (key !== 'Escape') return;
  for (const menu of all('details.menu[open]')) {
    menu.open = false;
    menu.querySelector('summary').focus();
  }
});

/** A form is sent once, however often its button is pressed. */
for (const form of all('form[method="post"]')) {
  form.addEventListener('submit', (event) => {
    if (event.submitter?.formMethod === 'dialog') return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = 'true';
  });
}
addEventListener('pageshow', () => all('form[data-sent]').forEach((form) => delete form.dataset.sent));

/** Work in parts goes on by itself. */
for (const form of all('form[data-continues]')) form.requestSubmit();
