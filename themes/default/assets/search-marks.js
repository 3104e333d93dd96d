// The marks on a page that was found by searching: the words of the query in its address. The script of the box loads this
// one, behind the search engine, when there is such a query. A classic script in ES2017.
(() => {
  'use strict';

  const { gongbao } = window;

  const BLOCKS = 'h1, h2, h3, h4, h5, h6, p, li, td, th, caption, pre';

  /**
   * @param {HTMLElement} block
   * @param {string[]} words
   */
  function markBlock(block, words) {
    /** @type {{ node: Text, from: number }[]} */
    const nodes = [];
    let text = '';
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      // Nothing is found across a line break.
      if (node.nodeName === 'BR') text += '\u0001';
      if (!(node instanceof Text) || node.parentElement.closest(BLOCKS) !== block) continue;
      nodes.push({ node, from: text.length });
      text += node.data;
    }
    let count = 0;
    const found = gongbao.find(text, words);
    // From the end, so that earlier nodes keep their places.
    found.reverse().forEach((pair) => {
      count += 1;
      for (let at = nodes.length - 1; at >= 0; at -= 1) {
        const from = Math.max(pair[0] - nodes[at].from, 0);
        const to = Math.min(pair[1] - nodes[at].from, nodes[at].node.data.length);
        if (from >= to) continue;
        const range = document.createRange();
        range.setStart(nodes[at].node, from);
        range.setEnd(nodes[at].node, to);
        range.surroundContents(document.createElement('mark'));
      }
    });
    return count;
  }

  /** @param {HTMLElement} bar */
  function unmark(bar) {
    document.querySelectorAll('main mark').forEach((mark) => {
      const parent = mark.parentNode;
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
    const query = new URLSearchParams(window.location.search).get('hl');
    const words = gongbao.wordsOf(query);
    let count = 0;
    document.querySelectorAll('main article').forEach((article) => {
      article.querySelectorAll('.document-head, .text').forEach((part) => {
        part.querySelectorAll(BLOCKS).forEach((block) => {
          if (!block.closest('.passages')) count += markBlock(block, words);
        });
      });
    });
    const bar = document.createElement('p');
    bar.className = 'marks-bar';
    bar.setAttribute('role', 'status');
    bar.textContent = `本页标出“${query}” ${count} 处`;
    const clear = document.createElement('button');
    clear.type = 'button';
    clear.textContent = '清除标记';
    clear.addEventListener('click', () => { unmark(bar); });
    bar.appendChild(clear);
    document.querySelector('main').appendChild(bar);
    const target = window.location.hash && document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
    const first = target && target.querySelector('mark');
    if (!first) return;
    const box = first.getBoundingClientRect();
    if (box.top < 0 || box.bottom > window.innerHeight) first.scrollIntoView({ block: 'center' });
  }

  mark();
})();
