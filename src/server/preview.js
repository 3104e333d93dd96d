// Follows what is saved: reloads this page when its bytes have changed, at the same place of the text,
// and shows what is wrong over it. The pages' Content-Security-Policy forbids every other way of asking
// the server than loading a script, so news are a script that the server answers when there are some.
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
    if (news.reload && !leaving) {
      leaving = true;
      keepPlace();
      window.location.reload();
    }
  };

  findPlace();
  document.addEventListener('visibilitychange', ask);
  // What waits for an answer before the page is loaded would keep it from being so.
  if (document.readyState === 'complete') ask(); else window.addEventListener('load', function () { window.setTimeout(ask, 0); });
  // A page that comes back from the browser's memory asks again.
  window.addEventListener('pageshow', function (event) { if (event.persisted) { leaving = false; ask(); } });
})();
