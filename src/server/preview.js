// Follows what is saved: when the page's bytes have changed, puts the words that are new in the place of the old ones,
// or loads the page anew at the same place of the text, and shows what is wrong over it. The pages'
// Content-Security-Policy forbids every other way of asking the server than loading a script, so news are a script that
// the server answers when there are some.
(() => {
  'use strict';

  const gongbao = window.gongbao = window.gongbao || /** @type {Gongbao} */ ({});
  const own = /** @type {HTMLScriptElement} */ (document.currentScript);
  const path = own.dataset.path;
  let seen = own.dataset.seen;
  let problems = '0';
  let asking = false;
  let leaving = false;
  const KEY = 'gongbao-preview-place';

  /**
   * @template T
   * @param {(storage: Storage) => T} change
   */
  function stored(change) {
    try { return change(window.sessionStorage); } catch (error) { return null; }
  }

  // Browsers keep the place on a reload, but not when there is a #fragment, nor all of them.
  function keepPlace() {
    const place = { path, x: window.scrollX, y: window.scrollY };
    stored((storage) => { storage.setItem(KEY, JSON.stringify(place)); });
  }

  function findPlace() {
    const text = stored((storage) => {
      const text = storage.getItem(KEY);
      storage.removeItem(KEY);
      return text;
    });
    const place = text && JSON.parse(text);
    if (!place || place.path !== path) return;
    const go = () => { window.scrollTo({ left: place.x, top: place.y, behavior: 'instant' }); };
    go();
    window.addEventListener('load', () => { go(); window.requestAnimationFrame(go); });
  }

  /**
   * A page in two: its texts, and all that stands around them. What the head says of the text is not shown.
   *
   * @param {Element} root
   */
  function halves(root) {
    root.querySelectorAll('meta[name]').forEach((said) => { said.remove(); });
    const texts = Array.from(root.querySelectorAll('.text'), (text) => {
      const inside = document.createDocumentFragment();
      inside.append(...text.childNodes);
      return inside;
    });
    return { head: root.querySelector('head'), body: root.querySelector('body'), texts };
  }

  // What the server sent. This script is the last of the page, and those that change the page run later.
  function loaded() {
    const root = /** @type {HTMLElement} */ (document.documentElement.cloneNode(true));
    root.querySelector('script[data-seen]').remove();
    return halves(root);
  }

  // Scripts of the page know these, so they are not exchanged.
  const KNOWN = 'h1, h2, h3, h4, h5, h6, form, script, .task, .task-row';

  /** @param {Node} node */
  function isKnown(node) {
    return node instanceof Element && Boolean(node.matches(KNOWN) || node.querySelector(KNOWN));
  }

  /**
   * Are they the same but for what is in them?
   *
   * @param {Node} one
   * @param {Node} other
   */
  function alike(one, other) {
    return one.nodeType === 1 && other.nodeType === 1 && one.cloneNode(false).isEqualNode(other.cloneNode(false));
  }

  /**
   * Collects the steps that make of what is shown, which was `before`, what is to be; says whether that can be done.
   *
   * @param {Node} before
   * @param {Node} after
   * @param {Node} shown
   * @param {(() => void)[]} steps
   * @returns {boolean}
   */
  function compare(before, after, shown, steps) {
    const old = Array.from(before.childNodes);
    const next = Array.from(after.childNodes);
    const live = Array.from(shown.childNodes);
    if (live.length !== old.length) return false;
    let start = 0;
    while (start < old.length && start < next.length && old[start].isEqualNode(next[start])) start += 1;
    while (old.length > start && next.length > start && old[old.length - 1].isEqualNode(next[next.length - 1])) {
      old.pop();
      next.pop();
    }
    if (old.length === next.length) {
      return next.slice(start).every((node, number) => {
        const at = start + number;
        if (node.isEqualNode(old[at])) return true;
        if (alike(node, old[at])) return compare(old[at], node, live[at], steps);
        return exchange([old[at]], [node], [live[at]], shown, live[at + 1], steps);
      });
    }
    return exchange(old.slice(start), next.slice(start), live.slice(start, old.length), shown, live[old.length], steps);
  }

  /**
   * @param {Node[]} old
   * @param {Node[]} next
   * @param {ChildNode[]} live
   * @param {Node} parent
   * @param {Node} following
   * @param {(() => void)[]} steps
   */
  function exchange(old, next, live, parent, following, steps) {
    if (old.some(isKnown) || next.some(isKnown)) return false;
    steps.push(() => {
      live.forEach((node) => { node.remove(); });
      next.forEach((node) => { parent.insertBefore(document.importNode(node, true), following || null); });
    });
    return true;
  }

  /**
   * Shows a page without loading it anew where only words of its texts are others; says whether it could.
   *
   * @param {string} html
   */
  function turnInto(html) {
    const next = halves(new DOMParser().parseFromString(html, 'text/html').documentElement);
    const shown = Array.from(document.querySelectorAll('.text'));
    if (!next.head.isEqualNode(page.head) || !next.body.isEqualNode(page.body) || shown.length !== page.texts.length) return false;
    /** @type {(() => void)[]} */
    const steps = [];
    if (!shown.every((text, at) => compare(page.texts[at], next.texts[at], text, steps))) return false;
    steps.forEach((step) => { step(); });
    page = next;
    return true;
  }

  /** @param {string} text */
  function show(text) {
    let host = document.getElementById('gongbao-preview');
    if (host) host.remove();
    if (!text) return;
    host = document.createElement('div');
    host.id = 'gongbao-preview';
    // A tree of its own, so that the theme does not style it.
    const root = host.attachShadow({ mode: 'open' });
    const style = document.createElement('link');
    style.rel = 'stylesheet';
    style.href = '/-gongbao/preview.css';
    const box = document.createElement('section');
    box.setAttribute('role', 'alert');
    const heading = document.createElement('h2');
    heading.textContent = '有错误。改正以后，页面自动更新。';
    const list = document.createElement('pre');
    list.textContent = text;
    box.append(heading, list);
    root.append(style, box);
    document.body.append(host);
  }

  function ask() {
    if (asking || leaving || document.visibilityState === 'hidden') return;
    asking = true;
    const script = document.createElement('script');
    const done = (/** @type {number} */ pause) => {
      script.remove();
      asking = false;
      window.setTimeout(ask, pause);
    };
    // Two tabs that ask the same question would wait for each other.
    const once = Math.random().toString(36).slice(2);
    script.src = `/-gongbao/news.js?path=${encodeURIComponent(path)}&seen=${seen}&problems=${problems}&n=${once}`;
    script.onload = () => { done(0); };
    script.onerror = () => { done(1000); };
    document.head.append(script);
  }

  gongbao.news = (news) => {
    if (news.name !== problems) {
      problems = news.name;
      show(news.problems);
    }
    if (!news.seen || leaving) return;
    if (news.page && turnInto(news.page)) {
      seen = news.seen;
      return;
    }
    leaving = true;
    keepPlace();
    window.location.reload();
  };

  let page = loaded();
  findPlace();
  document.addEventListener('visibilitychange', ask);
  // What waits for an answer before the page is loaded would keep it from being so.
  if (document.readyState === 'complete') ask(); else window.addEventListener('load', () => { window.setTimeout(ask, 0); });
  // A page that comes back from the browser's memory asks again.
  window.addEventListener('pageshow', (event) => { if (event.persisted) { leaving = false; ask(); } });
})();
