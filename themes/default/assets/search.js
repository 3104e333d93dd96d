// The search box of every page.
// Nothing of the index is loaded before the reader touches the box. A classic script in ES2017.
(function () {
  'use strict';

  var ROOT = document.currentScript.dataset.root;
  var SHOWN = 7;
  var PAUSE = 30;

  var ENGINE = ['search-fold', 'search-places', 'search-files', 'search-lists', 'search-index'];
  var FIRST = ['start', 'catalogue', 'words'];

  // Loads a script, once. Those that are asked for in order run in this order.
  var loads = {};
  function load(address, inOrder) {
    if (!loads[address]) {
      loads[address] = new Promise(function (resolve, reject) {
        var script = document.createElement('script');
        script.src = ROOT + address;
        script.async = !inOrder;
        script.fetchPriority = 'high';
        script.onload = function () {
          script.remove();
          resolve();
        };
        script.onerror = function () {
          delete loads[address];
          script.remove();
          reject(new Error('没有读到 ' + address));
        };
        document.head.appendChild(script);
      });
    }
    return loads[address];
  }

  // A script of the theme.
  function script(name) {
    return load('assets/' + name + '.js', true);
  }

  // A file of the index (src/search): a classic script that hands over one value, because a page opened from a disk may
  // load nothing else.
  var values = {};
  window.gongbaoSearch = function (name, value) { values[name] = value; };
  function file(name) {
    return load('search/' + name + '.js', false).then(function () { return values[name]; });
  }

  // Asks for the files that every query needs; whoever waits for them learns what went wrong.
  function first() {
    FIRST.forEach(function (name) { file(name).catch(function () {}); });
  }

  // The scripts that search, and at the same time these files.
  function engine() {
    first();
    return window.gongbaoIndex ? Promise.resolve() : Promise.all(ENGINE.map(script));
  }

  // The same, until these files have been read.
  function start() {
    return engine().then(function () { return window.gongbaoIndex.start(); });
  }

  function address(place, query) {
    return ROOT + 'documents/' + place.id + '.html?hl=' + encodeURIComponent(query) + '#' + place.anchor;
  }

  // The text around the first words that are found, with marks. Line breaks within a place become spaces.
  function excerpt(text, words, before, after) {
    var out = document.createDocumentFragment();
    var found = window.gongbaoFind(text, words);
    var first = found.length ? found[0] : [0, 0];
    var from = Math.max(0, first[0] - before);
    var line = text.lastIndexOf('\n', first[0] - 1) + 1;
    if (line > from || first[0] - line < before + 12) from = line;
    var to = Math.min(text.length, Math.max(first[1], from) + after);
    var add = function (from, to, marked) {
      if (from >= to) return;
      var node = document.createTextNode(text.slice(from, to).replace(/\s*\n\s*/g, '　'));
      if (marked) {
        var mark = document.createElement('mark');
        mark.appendChild(node);
        node = mark;
      }
      out.appendChild(node);
    };
    if (from > 0) out.appendChild(document.createTextNode('…'));
    var at = from;
    found.forEach(function (pair) {
      if (pair[0] < at || pair[0] >= to) return;
      add(at, pair[0], false);
      at = Math.min(pair[1], Math.max(to, pair[1]));
      add(pair[0], at, true);
    });
    add(at, to, false);
    if (to < text.length) out.appendChild(document.createTextNode('…'));
    return out;
  }

  window.gongbaoShow = { engine: engine, start: start, file: file, address: address, excerpt: excerpt, root: ROOT };

  // The box.

  function Box(form) {
    var box = this;
    box.form = form;
    box.input = form.querySelector('input');
    box.list = form.querySelector('.search-options');
    box.announce = form.querySelector('.search-announce');
    box.composing = false;
    box.current = -1;
    box.asked = 0;
    box.length = box.input.value.length;
    var input = box.input;
    input.setAttribute('role', 'combobox');
    input.setAttribute('aria-autocomplete', 'list');
    input.setAttribute('aria-controls', box.list.id);
    input.setAttribute('aria-expanded', 'false');
    input.addEventListener('focus', function () { start().catch(function () {}); });
    input.addEventListener('compositionstart', function () { box.composing = true; });
    input.addEventListener('compositionend', function () { box.composing = false; box.changed(); });
    input.addEventListener('input', function (event) { if (!box.composing && !event.isComposing) box.changed(); });
    input.addEventListener('keydown', function (event) { box.key(event); });
    box.list.addEventListener('mousedown', function (event) { event.preventDefault(); });
    box.list.addEventListener('click', function (event) {
      var option = event.target.closest('[role="option"]');
      if (option) box.go(option);
    });
    document.addEventListener('click', function (event) { if (!form.contains(event.target)) box.close(); });
    input.addEventListener('blur', function () { box.close(); });
    form.addEventListener('submit', function (event) {
      if (box.composing || !input.value.trim()) return event.preventDefault();
      if (window.gongbaoPage) {
        event.preventDefault();
        window.gongbaoPage.ask(input.value, true);
      }
    });
  }

  // A word that comes as a whole, from an input method or pasted, is answered at once; letters that follow each other are
  // when they pause.
  Box.prototype.changed = function () {
    var box = this;
    window.clearTimeout(box.timer);
    box.asked += 1;
    var query = box.input.value.trim();
    // On the page of results they are shown there.
    if (!query && !window.gongbaoPage) return box.close();
    var asked = box.asked;
    var ask = function () {
      if (window.gongbaoPage) window.gongbaoPage.ask(query, false); else box.ask(query, asked);
    };
    if (Math.abs(query.length - box.length) > 1) ask(); else box.timer = window.setTimeout(ask, PAUSE);
    box.length = query.length;
  };

  Box.prototype.ask = function (query, asked) {
    var box = this;
    engine().then(function () { return window.gongbaoIndex.search(query); }).then(function (result) {
      if (box.asked !== asked) return null;
      return window.gongbaoIndex.citation(query, result).then(function (jump) {
        var top = Array.from(result.documents.slice(0, SHOWN)).filter(function (it) { return !jump || it !== jump.document; });
        var first = window.gongbaoIndex.catalogue().first;
        var places = top.map(function (it) { return window.gongbaoIndex.place(it, result.hits(it)[0]); });
        if (jump) {
          places.unshift(window.gongbaoIndex.anchored(jump.document, jump.anchor).then(function (place) {
            return place || window.gongbaoIndex.place(jump.document, first[jump.document]);
          }));
        }
        return Promise.all(places).then(function (places) {
          // An answer that comes late must not replace a later one.
          if (box.asked === asked) box.show(query, result, places, jump);
        });
      });
    }).catch(function () {
      if (box.asked === asked) box.announce.textContent = '没有读到检索数据，请稍后再试';
    });
  };

  Box.prototype.show = function (query, result, places, jump) {
    var box = this;
    var options = document.createDocumentFragment();
    var add = function (name, href, detail) {
      var option = document.createElement('li');
      option.setAttribute('role', 'option');
      option.id = 'search-option-' + options.childNodes.length;
      option.dataset.href = href;
      option.setAttribute('aria-selected', 'false');
      var title = document.createElement('span');
      title.className = 'option-title';
      title.appendChild(name);
      option.appendChild(title);
      if (detail) {
        var line = document.createElement('span');
        line.className = 'option-detail';
        line.appendChild(detail);
        option.appendChild(line);
      }
      options.appendChild(option);
    };
    places.forEach(function (place, at) {
      var title = document.createDocumentFragment();
      title.appendChild(excerpt(place.title, result.words, 60, 90));
      var detail = document.createDocumentFragment();
      if (jump && at === 0 && jump.label) {
        detail.appendChild(document.createTextNode('转到' + jump.label + '：' + place.text.slice(0, 40)));
      } else if (place.anchor === 'main') {
        detail.appendChild(excerpt(place.facts.join('　'), result.words, 60, 60));
      } else {
        detail.appendChild(excerpt(place.text, result.words, 14, 36));
      }
      add(title, address(place, jump && at === 0 && jump.label ? '' : query).replace('?hl=#', '#'), detail);
    });
    var count = result.documents.length;
    if (count > 0) {
      var all = document.createTextNode('全部结果（' + count + ' 件文件）');
      add(all, ROOT + 'search.html?q=' + encodeURIComponent(query));
      options.lastChild.className = 'option-all';
    }
    box.list.textContent = '';
    if (!count && !places.length) {
      var none = document.createElement('li');
      none.className = 'option-none';
      none.setAttribute('role', 'option');
      none.setAttribute('aria-selected', 'false');
      none.id = 'search-option-0';
      none.dataset.href = ROOT + 'search.html?q=' + encodeURIComponent(query);
      none.textContent = '没有找到“' + query + '”，查看建议';
      options.appendChild(none);
    }
    box.list.appendChild(options);
    box.list.hidden = false;
    box.input.setAttribute('aria-expanded', 'true');
    box.select(jump ? 0 : -1);
    box.announce.textContent = count ? '找到 ' + count + ' 件文件，用上下方向键选择' : '没有找到';
  };

  Box.prototype.close = function () {
    this.list.hidden = true;
    this.asked += 1;
    window.clearTimeout(this.timer);
    this.input.setAttribute('aria-expanded', 'false');
    this.select(-1);
  };

  Box.prototype.select = function (at) {
    var options = this.list.children;
    if (options[this.current]) options[this.current].setAttribute('aria-selected', 'false');
    this.current = at;
    if (options[at]) {
      options[at].setAttribute('aria-selected', 'true');
      options[at].scrollIntoView({ block: 'nearest' });
      this.input.setAttribute('aria-activedescendant', options[at].id);
    } else {
      this.input.removeAttribute('aria-activedescendant');
    }
  };

  Box.prototype.go = function (option) {
    window.location.href = option.dataset.href;
  };

  Box.prototype.key = function (event) {
    if (this.composing || event.isComposing || event.keyCode === 229) return;
    var count = this.list.hidden ? 0 : this.list.children.length;
    if (event.key === 'Escape') {
      if (!count) return;
      event.preventDefault();
      this.close();
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && count) {
      event.preventDefault();
      var down = event.key === 'ArrowDown';
      var at = this.current + (down ? 1 : -1);
      this.select(at >= count ? -1 : at < -1 ? count - 1 : at);
    } else if (event.key === 'ArrowDown' && !count && !window.gongbaoPage) {
      this.changed();
    } else if (event.key === 'Enter' && this.current >= 0 && count) {
      event.preventDefault();
      this.go(this.list.children[this.current]);
    }
  };

  // The page of results has a query in its address, and its other scripts are still to come.
  if (document.querySelector('.results') && new URLSearchParams(window.location.search).get('q')) first();
  // Deferred: the page is there.
  document.querySelectorAll('.search-box').forEach(function (form) {
    var box = new Box(form);
    document.addEventListener('keydown', function (event) {
      var typing = event.target.closest('input, textarea, select, [contenteditable]');
      if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      box.input.focus();
      box.input.select();
    });
  });
  if (new URLSearchParams(window.location.search).get('hl') && document.querySelector('main article')) {
    // Without them the page can be read all the same.
    Promise.all(['search-fold', 'search-marks'].map(script)).catch(function () {});
  }
})();
