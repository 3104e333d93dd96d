// The search box of every page. Nothing of the index is loaded before the reader touches the box. A classic script in ES2017.
(() => {
  'use strict';

  const gongbao = window.gongbao = window.gongbao || /** @type {Gongbao} */ ({});
  const ROOT = /** @type {HTMLScriptElement} */ (document.currentScript).dataset.root;
  const SHOWN = 7;
  const PAUSE = 30;

  // The script that searches, and the files of the index that every query needs.
  const ENGINE = 'search/engine.js';
  const FIRST = ['start', 'catalogue', 'words'];

  /** @type {{ [address: string]: Promise<void> }} */
  const loads = {};

  /**
   * Loads a script, once.
   *
   * @param {string} address
   * @returns {Promise<void>}
   */
  function load(address) {
    loads[address] = loads[address] || new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.src = ROOT + address;
      script.async = true;
      script.fetchPriority = 'high';
      script.onload = () => {
        script.remove();
        resolve();
      };
      script.onerror = () => {
        delete loads[address];
        script.remove();
        reject(new Error(`没有读到 ${address}`));
      };
      document.head.appendChild(script);
    });
    return loads[address];
  }

  // A file of the index (src/search) is a classic script that hands over one value, because a page opened from a disk may
  // load nothing else.
  /** @type {{ [name: string]: unknown }} */
  const values = {};
  gongbao.take = (name, value) => { values[name] = value; };

  /** @param {string} name */
  async function file(name) {
    await load(`search/${name}.js`);
    return values[name];
  }

  /** Asks for the files that every query needs; whoever waits for them learns what went wrong. */
  function first() {
    FIRST.forEach((name) => { file(name).catch(() => {}); });
  }

  /** The search engine; the files that every query needs are asked for at the same time. */
  async function engine() {
    first();
    if (!gongbao.Engine) await load(ENGINE);
    gongbao.index = gongbao.index || new gongbao.Engine(file);
    return gongbao.index;
  }

  /** The same, until these files have been read. */
  async function start() {
    await (await engine()).start();
  }

  /**
   * @param {{ id: string, anchor: string }} place
   * @param {string} query
   */
  function address(place, query) {
    return `${ROOT}documents/${place.id}.html?hl=${encodeURIComponent(query)}#${place.anchor}`;
  }

  /**
   * The text around the first words that are found, with marks. Line breaks within a place become spaces.
   *
   * @param {string} text
   * @param {string[]} words
   * @param {number} before
   * @param {number} after
   */
  function excerpt(text, words, before, after) {
    const out = document.createDocumentFragment();
    const found = gongbao.find(text, words);
    const first = found.length ? found[0] : [0, 0];
    let from = Math.max(0, first[0] - before);
    const line = text.lastIndexOf('\n', first[0] - 1) + 1;
    if (line > from || first[0] - line < before + 12) from = line;
    const to = Math.min(text.length, Math.max(first[1], from) + after);
    const add = (/** @type {number} */ from, /** @type {number} */ to, /** @type {boolean} */ marked) => {
      if (from >= to) return;
      const node = document.createTextNode(text.slice(from, to).replace(/\s*\n\s*/g, '　'));
      (marked ? out.appendChild(document.createElement('mark')) : out).appendChild(node);
    };
    if (from > 0) out.appendChild(document.createTextNode('…'));
    let at = from;
    found.forEach((pair) => {
      if (pair[0] < at || pair[0] >= to) return;
      add(at, pair[0], false);
      at = Math.min(pair[1], Math.max(to, pair[1]));
      add(pair[0], at, true);
    });
    add(at, to, false);
    if (to < text.length) out.appendChild(document.createTextNode('…'));
    return out;
  }

  gongbao.search = { engine, start, address, excerpt, root: ROOT };

  class Box {
    /** @param {HTMLFormElement} form */
    constructor(form) {
      this.form = form;
      this.input = form.querySelector('input');
      this.list = form.querySelector('.search-options');
      this.announce = form.querySelector('.search-announce');
      this.composing = false;
      this.current = -1;
      this.asked = 0;
      this.timer = 0;
      this.length = this.input.value.length;
      this.input.setAttribute('role', 'combobox');
      this.input.setAttribute('aria-autocomplete', 'list');
      this.input.setAttribute('aria-controls', this.list.id);
      this.input.setAttribute('aria-expanded', 'false');
      this.listen();
    }

    listen() {
      const { form, input, list } = this;
      input.addEventListener('focus', () => { start().catch(() => {}); });
      input.addEventListener('compositionstart', () => { this.composing = true; });
      input.addEventListener('compositionend', () => { this.composing = false; this.changed(); });
      input.addEventListener('input', (event) => {
        if (!this.composing && !(/** @type {InputEvent} */ (event).isComposing)) this.changed();
      });
      input.addEventListener('keydown', (event) => { this.key(event); });
      list.addEventListener('mousedown', (event) => { event.preventDefault(); });
      list.addEventListener('click', (event) => {
        const option = /** @type {HTMLElement} */ (event.target).closest('[role="option"]');
        if (option) this.go(option);
      });
      document.addEventListener('click', (event) => { if (!form.contains(/** @type {Node} */ (event.target))) this.close(); });
      input.addEventListener('blur', () => { this.close(); });
      form.addEventListener('submit', (event) => {
        const ready = !this.composing && input.value.trim() !== '';
        if (!ready || gongbao.page) event.preventDefault();
        if (ready && gongbao.page) gongbao.page.ask(input.value, true);
      });
    }

    /**
     * A word that comes as a whole, from an input method or pasted, is answered at once; letters that follow each other are
     * when they pause.
     */
    changed() {
      window.clearTimeout(this.timer);
      this.asked += 1;
      const query = this.input.value.trim();
      // On the page of results they are shown there.
      if (!query && !gongbao.page) {
        this.close();
        return;
      }
      const { asked } = this;
      const ask = () => {
        if (gongbao.page) gongbao.page.ask(query, false); else this.ask(query, asked);
      };
      if (Math.abs(query.length - this.length) > 1) ask(); else this.timer = window.setTimeout(ask, PAUSE);
      this.length = query.length;
    }

    /**
     * Shows what a query finds, unless something else has been asked since.
     *
     * @param {string} query
     * @param {number} asked
     */
    async ask(query, asked) {
      try {
        const index = await engine();
        const answer = await index.search(query);
        if (this.asked !== asked) return;
        const jump = await index.citation(query, answer);
        const top = Array.from(answer.documents.slice(0, SHOWN)).filter((it) => !jump || it !== jump.document);
        const places = top.map((it) => index.place(it, answer.hits(it)[0]));
        if (jump) places.unshift(target(index, jump));
        const shown = await Promise.all(places);
        // An answer that comes late must not replace a later one.
        if (this.asked === asked) this.show(query, answer, shown, jump);
      } catch (error) {
        if (this.asked === asked) this.announce.textContent = '没有读到检索数据，请稍后再试';
      }
    }

    /**
     * @param {string} query
     * @param {Answer} answer
     * @param {Place[]} places
     * @param {Jump} jump
     */
    show(query, answer, places, jump) {
      const all = `${ROOT}search.html?q=${encodeURIComponent(query)}`;
      const options = places.map((place, at) => {
        const label = jump && at === 0 ? jump.label : '';
        const href = address(place, label ? '' : query).replace('?hl=#', '#');
        return option('', href, excerpt(place.title, answer.words, 60, 90), detail(place, answer.words, label));
      });
      const count = answer.documents.length;
      if (count > 0) options.push(option('option-all', all, document.createTextNode(`全部结果（${count} 件文件）`), null));
      if (!options.length) {
        options.push(option('option-none', all, null, null));
        options[0].textContent = `没有找到“${query}”，查看建议`;
      }
      this.list.textContent = '';
      options.forEach((made, at) => {
        made.id = `search-option-${at}`;
        this.list.appendChild(made);
      });
      this.list.hidden = false;
      this.input.setAttribute('aria-expanded', 'true');
      this.select(jump ? 0 : -1);
      this.announce.textContent = count ? `找到 ${count} 件文件，用上下方向键选择` : '没有找到';
    }

    close() {
      this.list.hidden = true;
      this.asked += 1;
      window.clearTimeout(this.timer);
      this.input.setAttribute('aria-expanded', 'false');
      this.select(-1);
    }

    /** @param {number} at */
    select(at) {
      const options = this.list.children;
      if (options[this.current]) options[this.current].setAttribute('aria-selected', 'false');
      this.current = at;
      if (options[at]) {
        options[at].setAttribute('aria-selected', 'true');
        options[at].scrollIntoView({ block: 'nearest' });
        this.input.setAttribute('aria-activedescendant', options[at].id);
      } else {
        this.input.removeAttribute('aria-activedescendant');
      }
    }

    /** @param {Element} option */
    go(option) {
      window.location.href = /** @type {HTMLElement} */ (option).dataset.href;
    }

    /** @param {KeyboardEvent} event */
    key(event) {
      if (this.composing || event.isComposing || event.keyCode === 229) return;
      const count = this.list.hidden ? 0 : this.list.children.length;
      if (event.key === 'Escape') {
        if (!count) return;
        event.preventDefault();
        this.close();
      } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && count) {
        event.preventDefault();
        const at = this.current + (event.key === 'ArrowDown' ? 1 : -1);
        this.select(at >= count ? -1 : at < -1 ? count - 1 : at);
      } else if (event.key === 'ArrowDown' && !count && !gongbao.page) {
        this.changed();
      } else if (event.key === 'Enter' && this.current >= 0 && count) {
        event.preventDefault();
        this.go(this.list.children[this.current]);
      }
    }
  }

  /**
   * The place that a citation names.
   *
   * @param {Engine} index
   * @param {Jump} jump
   */
  async function target(index, jump) {
    const place = await index.anchored(jump.document, jump.anchor);
    return place || index.place(jump.document, index.catalogue.first[jump.document]);
  }

  /**
   * An option of the list; what has no name has its words set by the caller.
   *
   * @param {string} className
   * @param {string} href
   * @param {Node} name
   * @param {Node} detail
   */
  function option(className, href, name, detail) {
    const made = document.createElement('li');
    if (className) made.className = className;
    made.setAttribute('role', 'option');
    made.setAttribute('aria-selected', 'false');
    made.dataset.href = href;
    [[name, 'option-title'], [detail, 'option-detail']].forEach(([content, className]) => {
      if (!content) return;
      const part = document.createElement('span');
      part.className = /** @type {string} */ (className);
      part.appendChild(/** @type {Node} */ (content));
      made.appendChild(part);
    });
    return made;
  }

  /**
   * What stands below the name of a document in the list.
   *
   * @param {Place} place
   * @param {string[]} words
   * @param {string} label what a citation names
   */
  function detail(place, words, label) {
    if (label) return document.createTextNode(`转到${label}：${place.text.slice(0, 40)}`);
    if (place.anchor === 'main') return excerpt(place.facts.join('　'), words, 60, 60);
    return excerpt(place.text, words, 14, 36);
  }

  /** Marks the words of a query; for this the engine is needed, but nothing of the index. */
  async function showMarks() {
    await load(ENGINE);
    await load('assets/search-marks.js');
  }

  const asked = new URLSearchParams(window.location.search);
  // The page of results has a query in its address, and its other scripts are still to come.
  if (document.querySelector('.results') && asked.get('q')) first();
  // Deferred: the page is there.
  document.querySelectorAll('.search-box').forEach((form) => {
    const box = new Box(/** @type {HTMLFormElement} */ (form));
    document.addEventListener('keydown', (event) => {
      const typing = /** @type {HTMLElement} */ (event.target).closest('input, textarea, select, [contenteditable]');
      if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      box.input.focus();
      box.input.select();
    });
  });
  // Without the marks the page can be read all the same.
  if (asked.get('hl') && document.querySelector('main article')) showMarks().catch(() => {});
})();
