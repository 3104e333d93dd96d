// The marks on a page that was found by searching: the words of the query in its address. The script of the box loads this
// one, behind search-fold.js, when there is such a query. A classic script in ES2017.
(function () {
  'use strict';

  var BLOCKS = 'h1, h2, h3, h4, h5, h6, p, li, td, th, caption, pre';

  function markBlock(block, words) {
    var nodes = [];
    var text = '';
    var walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (var node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.nodeType === 1) {
        // Nothing is found across a line break.
        if (node.tagName === 'BR') text += '\u0001';
        continue;
      }
      if (node.parentElement.closest(BLOCKS) !== block) continue;
      nodes.push({ node: node, from: text.length });
      text += node.data;
    }
    var count = 0;
    var found = window.gongbaoFind(text, words);
    // From the end, so that earlier nodes keep their places.
    found.reverse().forEach(function (pair) {
      count += 1;
      for (var at = nodes.length - 1; at >= 0; at -= 1) {
        var from = Math.max(pair[0] - nodes[at].from, 0);
        var to = Math.min(pair[1] - nodes[at].from, nodes[at].node.data.length);
        if (from >= to) continue;
        var range = document.createRange();
        range.setStart(nodes[at].node, from);
        range.setEnd(nodes[at].node, to);
        range.surroundContents(document.createElement('mark'));
      }
    });
    return count;
  }

  function unmark(bar) {
    document.querySelectorAll('main mark').forEach(function (mark) {
      var parent = mark.parentNode;
      while (mark.firstChild) parent.insertBefore(mark.firstChild, mark);
      mark.remove();
      parent.normalize();
    });
    bar.remove();
    try {
      window.history.replaceState(null, '', window.location.pathname + window.location.hash);
    } catch (error) {
      // Some pages opened from a disk may not change their address; the marks are gone all the same.
    }
  }

  function mark() {
    var query = new URLSearchParams(window.location.search).get('hl');
    var words = window.gongbaoWords(query);
    var count = 0;
    document.querySelectorAll('main article').forEach(function (article) {
      article.querySelectorAll('.document-head, .text').forEach(function (part) {
        part.querySelectorAll(BLOCKS).forEach(function (block) {
          if (!block.closest('.passages')) count += markBlock(block, words);
        });
      });
    });
    var bar = document.createElement('p');
    bar.className = 'marks-bar';
    bar.setAttribute('role', 'status');
    bar.textContent = '本页标出“' + query + '” ' + count + ' 处';
    var clear = document.createElement('button');
    clear.type = 'button';
    clear.textContent = '清除标记';
    clear.addEventListener('click', function () { unmark(bar); });
    bar.appendChild(clear);
    document.querySelector('main').appendChild(bar);
    var target = window.location.hash && document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
    var first = target && target.querySelector('mark');
    if (!first) return;
    var box = first.getBoundingClientRect();
    if (box.top < 0 || box.bottom > window.innerHeight) first.scrollIntoView({ block: 'center' });
  }

  mark();
})();
