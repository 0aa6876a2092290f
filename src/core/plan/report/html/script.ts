/**
 * Behaviour of the report. The page is whole without it: it only filters, opens and recolours what is there. Filters are of
 * three kinds and all must agree: text, chosen kinds and parts of the stacks, and a part of the picture.
 */
export const script = `'use strict';
(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const by = (id) => document.getElementById(id);
  const rows = all('.row');
  const chips = all('.chip');
  const shapes = all('.part[role=button]');
  const input = by('filter');
  const pressed = (it) => it.getAttribute('aria-pressed') === 'true';
  const press = (it, on) => it.setAttribute('aria-pressed', String(on));
  const chosen = (group) => chips.filter((it) => it.dataset.group === group && pressed(it)).map((it) => it.dataset.value);

  by('theme').addEventListener('click', () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
  });

  let opened = [];
  addEventListener('beforeprint', () => {
    opened = rows.filter((row) => !row.open);
    for (const row of opened) row.open = true;
  });
  addEventListener('afterprint', () => {
    for (const row of opened) row.open = false;
  });

  if (input === null) return;

  function filter() {
    const words = input.value.toLowerCase().split(/\\s+/).filter((word) => word !== '');
    const kinds = chosen('kind');
    const components = chosen('component');
    const parts = shapes.filter(pressed).map((it) => it.dataset.part);
    let shown = 0;
    for (const row of rows) {
      const { kind, component, text, parts: own } = row.dataset;
      const fits =
        words.every((word) => text.includes(word)) &&
        (kinds.length === 0 || kinds.includes(kind)) &&
        (components.length === 0 || components.includes(component)) &&
        (parts.length === 0 || own.split(' ').some((part) => parts.includes(part)));
      row.hidden = !fits;
      if (fits) shown += 1;
    }
    by('shown').textContent = shown + ' of ' + rows.length + ' resources';
    by('nothing').hidden = shown > 0;
    by('clear').hidden = words.length + kinds.length + components.length + parts.length === 0;
  }

  function clear() {
    input.value = '';
    for (const it of [...chips, ...shapes]) press(it, false);
    filter();
  }

  function toggle(it) {
    press(it, !pressed(it));
    filter();
  }

  input.addEventListener('input', filter);
  by('clear').addEventListener('click', () => {
    clear();
    input.focus();
  });
  for (const it of chips) it.addEventListener('click', () => toggle(it));
  for (const it of shapes) {
    const show = () => {
      toggle(it);
      if (pressed(it)) by('resources').scrollIntoView();
    };
    it.addEventListener('click', show);
    it.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      toggle(it);
    });
  }

  const expand = by('all');
  expand.addEventListener('click', () => {
    const on = !pressed(expand);
    press(expand, on);
    expand.textContent = on ? 'Collapse all' : 'Expand all';
    for (const row of rows) row.open = on;
  });

  function reveal() {
    const row = location.hash === '' ? null : by(location.hash.slice(1));
    if (row === null || !row.classList.contains('row')) return;
    if (row.hidden) clear();
    row.open = true;
    row.firstElementChild.focus({ preventScroll: true });
    row.scrollIntoView();
  }
  addEventListener('hashchange', reveal);
  for (const link of all('.concern a')) link.addEventListener('click', () => requestAnimationFrame(reveal));
  reveal();

  function move(step) {
    const summaries = rows.filter((row) => !row.hidden).map((row) => row.firstElementChild);
    const at = summaries.indexOf(document.activeElement);
    if (at === 0 && step < 0) return input.focus();
    const next = summaries[at < 0 ? 0 : Math.min(at + step, summaries.length - 1)];
    if (next === undefined) return;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: 'nearest' });
  }

  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const inside = event.target.closest('.row, #filter');
    if (event.key === '/' && event.target !== input) {
      event.preventDefault();
      input.focus();
      input.select();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      clear();
      input.blur();
    } else if (event.key === 'ArrowDown' && inside) {
      event.preventDefault();
      move(1);
    } else if (event.key === 'ArrowUp' && inside && event.target !== input) {
      event.preventDefault();
      move(-1);
    } else if (event.key === 'Enter' && event.target === input) {
      event.preventDefault();
      move(1);
    }
  });
})();
`;
