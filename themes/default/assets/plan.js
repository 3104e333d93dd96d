// Chooses the tasks of a division plan by unit, by what the unit is to them, by section. The choice stands in
// the address, so that it can be sent to somebody. Without this script the plan is a plain list of all tasks.
(function () {
  'use strict';

  var form = document.querySelector('.filter');
  var text = document.querySelector('.text');
  if (!form || !text) return;
  var fields = ['unit', 'role', 'section'];
  var status = form.querySelector('[role=status]');
  var tasks = Array.prototype.slice.call(text.querySelectorAll('.task, tr.task-row'));
  var headings = Array.prototype.slice.call(text.querySelectorAll('h2, h3, h4, h5, h6'));
  var level = function (heading) { return Number(heading.tagName.charAt(1)); };

  // The headings that an element stands under.
  function above(element) {
    var found = [];
    var before = headings.filter(function (heading) {
      return heading !== element && heading.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING;
    });
    var limit = headings.indexOf(element) < 0 ? 7 : level(element);
    before.reverse().forEach(function (heading) {
      if (level(heading) < limit) {
        found.push(heading);
        limit = level(heading);
      }
    });
    return found;
  }

  var entries = tasks.map(function (task) {
    return {
      element: task,
      lead: (task.dataset.lead || '').split(' '),
      responsible: (task.dataset.responsible || '').split(' '),
      headings: above(task)
    };
  });

  function chosen() {
    var unit = form.elements.unit.value;
    var role = form.elements.role.value;
    var section = form.elements.section.value;
    return function (entry) {
      var leads = entry.lead.indexOf(unit) >= 0;
      var answers = entry.responsible.indexOf(unit) >= 0;
      var fits = !unit || (role === 'lead' ? leads : role === 'responsible' ? answers : leads || answers);
      return fits && (!section || entry.headings.some(function (heading) { return heading.id === section; }));
    };
  }

  function show() {
    var fits = chosen();
    var all = !form.elements.unit.value && !form.elements.section.value;
    var kept = [];
    var count = 0;
    entries.forEach(function (entry) {
      var shown = fits(entry);
      entry.element.hidden = !shown;
      if (shown) {
        count += 1;
        kept = kept.concat(entry.headings);
      }
    });
    text.classList.toggle('filtered', !all);
    headings.forEach(function (heading) { heading.classList.toggle('kept', all || kept.indexOf(heading) >= 0); });
    form.elements.role.disabled = !form.elements.unit.value;
    status.textContent = all ? '' : '显示 ' + count + ' 项任务，共 ' + entries.length + ' 项';
  }

  function remember() {
    var query = fields.filter(function (name) { return form.elements[name].value; }).map(function (name) {
      return name + '=' + encodeURIComponent(form.elements[name].value);
    }).join('&');
    try {
      window.history.replaceState(null, '', window.location.pathname + (query ? '?' + query : '') + window.location.hash);
    } catch (error) {
      // Some browsers forbid it for file://; the choice then lasts for the page.
    }
  }

  window.location.search.slice(1).split('&').forEach(function (pair) {
    var parts = pair.split('=');
    if (fields.indexOf(parts[0]) >= 0) form.elements[parts[0]].value = decodeURIComponent(parts[1] || '');
    if (parts[0] && form.elements[parts[0]] && form.elements[parts[0]].selectedIndex < 0) form.elements[parts[0]].value = '';
  });
  form.addEventListener('change', function () { show(); remember(); });
  form.addEventListener('reset', function () { window.setTimeout(function () { show(); remember(); }); });
  form.addEventListener('submit', function (event) { event.preventDefault(); });
  form.hidden = false;
  show();
}());
