// What a page does beyond being read: the reading size, copying links and citations, the outline.
// Every page works without it. A classic script in ES2017, so that it runs in old browsers and from file://.
(function () {
  'use strict';

  var SIZES = ['large', 'medium', 'small'];
  var root = document.documentElement;

  // Private windows and some file:// pages have no storage; the size then lasts for the page.
  function stored(value) {
    try {
      if (value) window.localStorage.setItem('gongbao-size', value);
      return window.localStorage.getItem('gongbao-size');
    } catch (error) {
      return value || null;
    }
  }

  function setSize(size) {
    if (SIZES.indexOf(size) < 0) return;
    root.dataset.size = size;
    document.querySelectorAll('.sizes [data-size]').forEach(function (button) {
      button.setAttribute('aria-pressed', String(button.dataset.size === size));
    });
  }

  // Before the body is drawn, so that the text does not jump.
  setSize(stored() || 'medium');

  function say(message) {
    var toast = document.querySelector('.toast');
    toast.textContent = message;
    toast.classList.add('shown');
    window.clearTimeout(say.timer);
    say.timer = window.setTimeout(function () { toast.classList.remove('shown'); }, 2500);
  }

  // Pages without https have no clipboard API; the older way needs a selected field.
  function copyOldWay(text) {
    var field = document.createElement('textarea');
    field.value = text;
    field.setAttribute('readonly', '');
    field.className = 'visually-hidden';
    document.body.appendChild(field);
    field.select();
    var done = document.execCommand('copy');
    field.remove();
    return done;
  }

  function copy(text, message) {
    var old = function () { say(copyOldWay(text) ? message : text); };
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(text).then(function () { say(message); }, old);
    } else {
      old();
    }
  }

  function here(anchor) {
    return window.location.href.split('#')[0] + (anchor ? '#' + anchor : '');
  }

  function today() {
    var now = new Date();
    var two = function (number) { return (number < 10 ? '0' : '') + number; };
    return now.getFullYear() + '-' + two(now.getMonth() + 1) + '-' + two(now.getDate());
  }

  // GB/T 7714: the day of reading belongs between the date and the address.
  function completeCitation() {
    var citation = document.querySelector('.citation');
    if (!citation) return;
    citation.querySelector('.citation-date').textContent = '[' + today() + ']';
    var url = citation.querySelector('.citation-url');
    if (!url.textContent) url.textContent = here();
  }

  // A page in print says where it is from. A site that was not told its address learns it here.
  function completeAddress() {
    var address = document.querySelector('.paper-address');
    if (address && !/^https?:/.test(address.textContent) && /^https?:$/.test(window.location.protocol)) address.textContent = here();
  }

  function openOutline() {
    var wide = window.matchMedia('(min-width: 64em)');
    var details = document.querySelector('.outline > details');
    if (!details) return;
    details.open = wide.matches;
    var follow = function (event) { details.open = event.matches; };
    if (wide.addEventListener) wide.addEventListener('change', follow); else wide.addListener(follow);
    details.addEventListener('click', function (event) {
      if (event.target.closest('a') && !wide.matches) details.open = false;
    });
  }

  // Marks the entry of the outline in whose part the reader is.
  function followReader() {
    var links = Array.from(document.querySelectorAll('.outline-list a'));
    if (!links.length || !window.IntersectionObserver) return;
    var targets = links.map(function (link) { return document.getElementById(link.hash.slice(1)); });
    var current = null;
    var update = function () {
      var found = -1;
      targets.forEach(function (target, at) {
        if (target && target.getBoundingClientRect().top <= 120) found = at;
      });
      if (found === current) return;
      if (links[current]) links[current].removeAttribute('aria-current');
      current = found;
      if (!links[current]) return;
      links[current].setAttribute('aria-current', 'location');
      var list = links[current].closest('.outline');
      var box = links[current].getBoundingClientRect();
      var frame = list.getBoundingClientRect();
      if (box.top < frame.top || box.bottom > frame.bottom) list.scrollTop += box.top - frame.top - frame.height / 2;
    };
    var waiting = false;
    window.addEventListener('scroll', function () {
      if (waiting) return;
      waiting = true;
      window.requestAnimationFrame(function () { waiting = false; update(); });
    }, { passive: true });
    update();
  }

  function jumpToTask(form) {
    form.hidden = false;
    form.addEventListener('submit', function (event) {
      event.preventDefault();
      var number = form.elements.task.value.trim().replace(/[０-９]/g, function (digit) {
        return String.fromCharCode(digit.charCodeAt(0) - 0xFEE0);
      });
      var target = document.getElementById('task-' + number);
      if (!target) return say('没有第 ' + number + ' 项任务');
      window.location.hash = target.id;
      if (!window.matchMedia('(min-width: 64em)').matches) document.querySelector('.outline > details').open = false;
      target.scrollIntoView();
    });
  }

  document.addEventListener('DOMContentLoaded', function () {
    setSize(root.dataset.size);
    document.querySelectorAll('.tools').forEach(function (tools) { tools.hidden = false; });
    document.querySelectorAll('.jump').forEach(jumpToTask);
    completeCitation();
    completeAddress();
    openOutline();
    followReader();
    document.addEventListener('click', function (event) {
      var mark = event.target.closest('a.mark');
      if (mark) copy(here(mark.hash.slice(1)), '链接已复制');
      var button = event.target.closest('button');
      if (!button) return;
      if (button.dataset.size) { stored(button.dataset.size); setSize(button.dataset.size); }
      if (button.dataset.action === 'print') window.print();
      if (button.dataset.action === 'cite') copy(document.querySelector('.citation').textContent.trim(), '引文已复制');
    });
  });
})();
