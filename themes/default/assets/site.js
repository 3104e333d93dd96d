// What a page does beyond being read: the reading size, copying links and citations, the outline.
// Every page works without it. A classic script in ES2017, so that it runs in old browsers and from file://.
(() => {
  'use strict';

  const SIZES = ['large', 'medium', 'small'];
  const root = document.documentElement;

  // Private windows and some file:// pages have no storage; the size then lasts for the page.
  /** @param {string} [value] */
  function stored(value) {
    try {
      if (value) window.localStorage.setItem('gongbao-size', value);
      return window.localStorage.getItem('gongbao-size');
    } catch (error) {
      return value || null;
    }
  }

  /** @param {string} size */
  function setSize(size) {
    if (!SIZES.includes(size)) return;
    root.dataset.size = size;
    document.querySelectorAll('.sizes [data-size]').forEach((button) => {
      button.setAttribute('aria-pressed', String(button.dataset.size === size));
    });
  }

  // Before the body is drawn, so that the text does not jump.
  setSize(stored() || 'medium');

  let hiding = 0;

  /** @param {string} message */
  function say(message) {
    const toast = document.querySelector('.toast');
    toast.textContent = message;
    toast.classList.add('shown');
    window.clearTimeout(hiding);
    hiding = window.setTimeout(() => { toast.classList.remove('shown'); }, 2500);
  }

  /**
   * Pages without https have no clipboard API; the older way needs a selected field.
   *
   * @param {string} text
   */
  function copyOldWay(text) {
    const field = document.createElement('textarea');
    field.value = text;
    field.setAttribute('readonly', '');
    field.className = 'visually-hidden';
    document.body.appendChild(field);
    field.select();
    const done = document.execCommand('copy');
    field.remove();
    return done;
  }

  /**
   * @param {string} text
   * @param {string} message
   */
  async function copy(text, message) {
    try {
      await navigator.clipboard.writeText(text);
      say(message);
    } catch (error) {
      // There is none, or it is not allowed.
      say(copyOldWay(text) ? message : text);
    }
  }

  /** @param {string} [anchor] */
  function here(anchor) {
    return window.location.href.split('#')[0] + (anchor ? `#${anchor}` : '');
  }

  function today() {
    const now = new Date();
    const two = (/** @type {number} */ number) => (number < 10 ? '0' : '') + number;
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  }

  // GB/T 7714: the day of reading belongs between the date and the address.
  function completeCitation() {
    const citation = document.querySelector('.citation');
    if (!citation) return;
    citation.querySelector('.citation-date').textContent = `[${today()}]`;
    const url = citation.querySelector('.citation-url');
    if (!url.textContent) url.textContent = here();
  }

  // A page in print says where it is from. A site that was not told its address learns it here.
  function completeAddress() {
    const address = document.querySelector('.paper-address');
    if (address && !/^https?:/.test(address.textContent) && /^https?:$/.test(window.location.protocol)) address.textContent = here();
  }

  function outline() {
    return /** @type {HTMLDetailsElement} */ (document.querySelector('.outline > details'));
  }

  function openOutline() {
    const wide = window.matchMedia('(min-width: 64em)');
    const details = outline();
    if (!details) return;
    details.open = wide.matches;
    const follow = (/** @type {MediaQueryListEvent} */ event) => { details.open = event.matches; };
    if (wide.addEventListener) wide.addEventListener('change', follow); else wide.addListener(follow);
    details.addEventListener('click', (event) => {
      if (/** @type {HTMLElement} */ (event.target).closest('a') && !wide.matches) details.open = false;
    });
  }

  // Marks the entry of the outline in whose part the reader is.
  function followReader() {
    const links = /** @type {HTMLAnchorElement[]} */ (Array.from(document.querySelectorAll('.outline-list a')));
    if (!links.length || !window.IntersectionObserver) return;
    const targets = links.map((link) => document.getElementById(link.hash.slice(1)));
    let current = -2;
    const update = () => {
      let found = -1;
      targets.forEach((target, at) => {
        if (target && target.getBoundingClientRect().top <= 120) found = at;
      });
      if (found === current) return;
      if (links[current]) links[current].removeAttribute('aria-current');
      current = found;
      if (!links[current]) return;
      links[current].setAttribute('aria-current', 'location');
      const list = links[current].closest('.outline');
      const box = links[current].getBoundingClientRect();
      const frame = list.getBoundingClientRect();
      if (box.top < frame.top || box.bottom > frame.bottom) list.scrollTop += box.top - frame.top - frame.height / 2;
    };
    let waiting = false;
    window.addEventListener('scroll', () => {
      if (waiting) return;
      waiting = true;
      window.requestAnimationFrame(() => { waiting = false; update(); });
    }, { passive: true });
    update();
  }

  /** @param {HTMLFormElement} form */
  function jumpToTask(form) {
    const field = /** @type {HTMLInputElement} */ (form.elements.namedItem('task'));
    form.hidden = false;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const number = field.value.trim().replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xFEE0));
      const target = document.getElementById(`task-${number}`);
      if (!target) {
        say(`没有第 ${number} 项任务`);
        return;
      }
      window.location.hash = target.id;
      if (!window.matchMedia('(min-width: 64em)').matches) outline().open = false;
      target.scrollIntoView();
    });
  }

  document.addEventListener('DOMContentLoaded', () => {
    setSize(root.dataset.size);
    document.querySelectorAll('.tools').forEach((tools) => { tools.hidden = false; });
    document.querySelectorAll('.jump').forEach((form) => { jumpToTask(/** @type {HTMLFormElement} */ (form)); });
    completeCitation();
    completeAddress();
    openOutline();
    followReader();
    document.addEventListener('click', (event) => {
      const clicked = /** @type {HTMLElement} */ (event.target);
      const mark = /** @type {HTMLAnchorElement} */ (clicked.closest('a.mark'));
      if (mark) copy(here(mark.hash.slice(1)), '链接已复制');
      const button = clicked.closest('button');
      if (!button) return;
      if (button.dataset.size) { stored(button.dataset.size); setSize(button.dataset.size); }
      if (button.dataset.action === 'print') window.print();
      if (button.dataset.action === 'cite') copy(document.querySelector('.citation').textContent.trim(), '引文已复制');
    });
  });
})();
