// Chooses the tasks of a division plan by unit, by what the unit is to them, by section. The choice stands in
// the address, so that it can be sent to somebody. Without this script the plan is a plain list of all tasks.
(() => {
  'use strict';

  const form = /** @type {HTMLFormElement} */ (document.querySelector('.filter'));
  const text = document.querySelector('.text');
  if (!form || !text) return;
  const fields = ['unit', 'role', 'section'];
  const field = (/** @type {string} */ name) => /** @type {HTMLSelectElement} */ (form.elements.namedItem(name));
  const status = form.querySelector('[role=status]');
  const tasks = Array.from(text.querySelectorAll('.task, tr.task-row'));
  const headings = Array.from(text.querySelectorAll('h2, h3, h4, h5, h6'));
  const level = (/** @type {HTMLElement} */ heading) => Number(heading.tagName.charAt(1));

  /**
   * The headings that an element stands under.
   *
   * @param {HTMLElement} element
   */
  function above(element) {
    /** @type {HTMLElement[]} */
    const found = [];
    const before = headings.filter((heading) => heading !== element && heading.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING);
    let limit = headings.includes(element) ? level(element) : 7;
    before.reverse().forEach((heading) => {
      if (level(heading) < limit) {
        found.push(heading);
        limit = level(heading);
      }
    });
    return found;
  }

  const entries = tasks.map((task) => ({
    element: task,
    lead: (task.dataset.lead || '').split(' '),
    responsible: (task.dataset.responsible || '').split(' '),
    headings: above(task),
  }));

  function chosen() {
    const unit = field('unit').value;
    const role = field('role').value;
    const section = field('section').value;
    return (/** @type {typeof entries[0]} */ entry) => {
      const leads = entry.lead.includes(unit);
      const answers = entry.responsible.includes(unit);
      const fits = !unit || (role === 'lead' ? leads : role === 'responsible' ? answers : leads || answers);
      return fits && (!section || entry.headings.some((heading) => heading.id === section));
    };
  }

  function show() {
    const fits = chosen();
    const all = !field('unit').value && !field('section').value;
    /** @type {HTMLElement[]} */
    let kept = [];
    let count = 0;
    entries.forEach((entry) => {
      const shown = fits(entry);
      entry.element.hidden = !shown;
      if (shown) {
        count += 1;
        kept = kept.concat(entry.headings);
      }
    });
    text.classList.toggle('filtered', !all);
    headings.forEach((heading) => { heading.classList.toggle('kept', all || kept.includes(heading)); });
    field('role').disabled = !field('unit').value;
    status.textContent = all ? '' : `显示 ${count} 项任务，共 ${entries.length} 项`;
  }

  function remember() {
    const query = fields.filter((name) => field(name).value).map((name) => `${name}=${encodeURIComponent(field(name).value)}`).join('&');
    try {
      window.history.replaceState(null, '', window.location.pathname + (query ? `?${query}` : '') + window.location.hash);
    } catch (error) {
      // Some browsers forbid it for file://; the choice then lasts for the page.
    }
  }

  window.location.search.slice(1).split('&').forEach((pair) => {
    const [name, value] = pair.split('=');
    if (!fields.includes(name)) return;
    field(name).value = decodeURIComponent(value || '');
    // A value that is not offered chooses nothing.
    if (field(name).selectedIndex < 0) field(name).value = '';
  });
  form.addEventListener('change', () => { show(); remember(); });
  form.addEventListener('reset', () => { window.setTimeout(() => { show(); remember(); }); });
  form.addEventListener('submit', (event) => { event.preventDefault(); });
  form.hidden = false;
  show();
})();
