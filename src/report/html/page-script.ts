/**
 * The whole script of the page: search, sorting and paging of the inventory. It is the same in every report and reads
 * the rows from the text of an element; what it shows it sets as text. Its hash stands in page-hashes.ts.
 */
export const pageScript = String.raw`
(function () {
  'use strict';
  var source = document.getElementById('inventory-rows');
  if (!source) return;
  var rows = JSON.parse(source.textContent || '[]');
  var folded = null;
  var body = document.getElementById('inventory-body');
  var status = document.getElementById('inventory-status');
  var search = document.getElementById('inventory-search');
  var more = document.getElementById('inventory-more');
  var headings = Array.prototype.slice.call(document.querySelectorAll('#inventory thead th'));
  var page = 200;
  var shown = page;
  var found = rows;
  var sorted = { column: -1, up: true };
  var collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

  function cell(text, tag) {
    var node = document.createElement(tag);
    node.textContent = text;
    if (tag === 'th') node.scope = 'row';
    return node;
  }
  function draw() {
    var part = document.createDocumentFragment();
    found.slice(0, shown).forEach(function (row) {
      var line = document.createElement('tr');
      row.forEach(function (text, index) { line.appendChild(cell(text, index === 1 ? 'th' : 'td')); });
      part.appendChild(line);
    });
    body.replaceChildren(part);
    status.textContent = status.dataset.words
      .replace('{found}', found.length).replace('{all}', rows.length).replace('{shown}', Math.min(shown, found.length));
    more.hidden = shown >= found.length;
  }
  function filter() {
    var words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    if (!folded) folded = rows.map(function (row) { return row.join('\n').toLowerCase(); });
    found = words.length === 0 ? rows.slice() : rows.filter(function (_row, index) {
      return words.every(function (word) { return folded[index].indexOf(word) >= 0; });
    });
    order();
  }
  function order() {
    if (sorted.column >= 0) {
      var column = sorted.column;
      var keyed = found.map(function (row, index) { return { row: row, index: index }; });
      keyed.sort(function (a, b) {
        var result = collator.compare(a.row[column], b.row[column]);
        return (sorted.up ? result : -result) || a.index - b.index;
      });
      found = keyed.map(function (entry) { return entry.row; });
    }
    shown = page;
    draw();
  }
  var timer = 0;
  search.addEventListener('input', function () { clearTimeout(timer); timer = setTimeout(filter, 80); });
  more.addEventListener('click', function () { shown += 1000; draw(); });
  headings.forEach(function (heading, column) {
    heading.querySelector('button').addEventListener('click', function () {
      sorted = { column: column, up: sorted.column === column ? !sorted.up : true };
      headings.forEach(function (other) { other.removeAttribute('aria-sort'); });
      heading.setAttribute('aria-sort', sorted.up ? 'ascending' : 'descending');
      filter();
    });
  });
  document.getElementById('inventory-tools').hidden = false;
  draw();
})();
`;
