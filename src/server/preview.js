// Follows what is saved: when the page's bytes have changed, puts the words that are new in the place of the old ones,
// or loads the page anew at the same place of the text, and shows what is wrong over it. The pages'
// Content-Security-Policy forbids every other way of asking the server than loading a script, so news are a script that
// the server answers when there are some.
(function () {
  'use strict';

  var own = document.currentScript;
  var path = own.dataset.path;
  var seen = own.dataset.seen;
  var problems = '0';
  var asking = false;
  var leaving = false;
  var KEY = 'gongbao-preview-place';

  function stored(change) {
    try { return change(window.sessionStorage); } catch (error) { return null; }
  }

  // Browsers keep the place on a reload, but not when there is a #fragment, nor all of them.
  function keepPlace() {
    var place = { path: path, x: window.scrollX, y: window.scrollY };
    stored(function (storage) { storage.setItem(KEY, JSON.stringify(place)); });
  }

  function findPlace() {
    var text = stored(function (storage) {
      var text = storage.getItem(KEY);
      storage.removeItem(KEY);
      return text;
    });
    var place = text && JSON.parse(text);
    if (!place || place.path !== path) return;
    var go = function () { window.scrollTo({ left: place.x, top: place.y, behavior: 'instant' }); };
    go();
    window.addEventListener('load', function () { go(); window.requestAnimationFrame(go); });
  }

  // A page in two: its texts, and all that stands around them. What the head says of the text is not shown.
  function halves(root) {
    root.querySelectorAll('meta[name]').forEach(function (said) { said.remove(); });
    var texts = Array.from(root.querySelectorAll('.text'), function (text) {
      var inside = document.createDocumentFragment();
      inside.append.apply(inside, text.childNodes);
      return inside;
    });
    return { head: root.querySelector('head'), body: root.querySelector('body'), texts: texts };
  }

  // What the server sent. This script is the last of the page, and those that change the page run later.
  function loaded() {
    var root = document.documentElement.cloneNode(true);
    root.querySelector('script[data-seen]').remove();
    return halves(root);
  }

  // Scripts of the page know these, so they are not exchanged.
  var KNOWN = 'h1, h2, h3, h4, h5, h6, form, script, .task, .task-row';

  function isKnown(node) {
    return node.nodeType === 1 && Boolean(node.matches(KNOWN) || node.querySelector(KNOWN));
  }

  // Are they the same but for what is in them?
  function alike(one, other) {
    return one.nodeType === 1 && other.nodeType === 1 && one.cloneNode(false).isEqualNode(other.cloneNode(false));
  }

  // Collects the steps that make of what is shown, which was `before`, what is to be; says whether that can be done.
  function compare(before, after, shown, steps) {
    var old = Array.from(before.childNodes);
    var next = Array.from(after.childNodes);
    var live = Array.from(shown.childNodes);
    if (live.length !== old.length) return false;
    var start = 0;
    while (start < old.length && start < next.length && old[start].isEqualNode(next[start])) start += 1;
    while (old.length > start && next.length > start && old[old.length - 1].isEqualNode(next[next.length - 1])) {
      old.pop();
      next.pop();
    }
    if (old.length === next.length) {
      return next.slice(start).every(function (node, at) {
        at += start;
        if (node.isEqualNode(old[at])) return true;
        return alike(node, old[at]) ? compare(old[at], node, live[at], steps) : exchange([old[at]], [node], [live[at]], shown, live[at + 1], steps);
      });
    }
    return exchange(old.slice(start), next.slice(start), live.slice(start, old.length), shown, live[old.length], steps);
  }

  function exchange(old, next, live, parent, following, steps) {
    if (old.some(isKnown) || next.some(isKnown)) return false;
    steps.push(function () {
      live.forEach(function (node) { node.remove(); });
      next.forEach(function (node) { parent.insertBefore(document.importNode(node, true), following || null); });
    });
    return true;
  }

  // Shows a page without loading it anew where only words of its texts are others; says whether it could.
  function turnInto(html) {
    var next = halves(new DOMParser().parseFromString(html, 'text/html').documentElement);
    var shown = Array.from(document.querySelectorAll('.text'));
    if (!next.head.isEqualNode(page.head) || !next.body.isEqualNode(page.body) || shown.length !== page.texts.length) return false;
    var steps = [];
    if (!shown.every(function (text, at) { return compare(page.texts[at], next.texts[at], text, steps); })) return false;
    steps.forEach(function (step) { step(); });
    page = next;
    return true;
  }

  function show(text) {
    var host = document.getElementById('gongbao-preview');
    if (host) host.remove();
    if (!text) return;
    host = document.createElement('div');
    host.id = 'gongbao-preview';
    // A tree of its own, so that the theme does not style it.
    var root = host.attachShadow({ mode: 'open' });
    var style = document.createElement('link');
    style.rel = 'stylesheet';
    style.href = '/-gongbao/preview.css';
    var box = document.createElement('section');
    box.setAttribute('role', 'alert');
    var heading = document.createElement('h2');
    heading.textContent = '有错误。改正以后，页面自动更新。';
    var list = document.createElement('pre');
    list.textContent = text;
    box.append(heading, list);
    root.append(style, box);
    document.body.append(host);
  }

  function ask() {
    if (asking || leaving || document.visibilityState === 'hidden') return;
    asking = true;
    var script = document.createElement('script');
    var done = function (pause) {
      script.remove();
      asking = false;
      window.setTimeout(ask, pause);
    };
    // Two tabs that ask the same question would wait for each other.
    script.src = '/-gongbao/news.js?path=' + encodeURIComponent(path) + '&seen=' + seen + '&problems=' + problems +
      '&n=' + Math.random().toString(36).slice(2);
    script.onload = function () { done(0); };
    script.onerror = function () { done(1000); };
    document.head.append(script);
  }

  window.gongbaoPreview = function (news) {
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

  var page = loaded();
  findPlace();
  document.addEventListener('visibilitychange', ask);
  // What waits for an answer before the page is loaded would keep it from being so.
  if (document.readyState === 'complete') ask(); else window.addEventListener('load', function () { window.setTimeout(ask, 0); });
  // A page that comes back from the browser's memory asks again.
  window.addEventListener('pageshow', function (event) { if (event.persisted) { leaving = false; ask(); } });
})();
