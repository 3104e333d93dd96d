// Finds the lists of a string in the index (src/search/grams.rs, lists.rs, shards.rs). Lists of places are typed arrays
// in ascending order. A classic script in ES2017; it gives the page one object, gongbaoLists.
(function () {
  'use strict';

  var LEAF = 3;
  var KEPT = 500;
  var files = window.gongbaoFiles;
  var KEY_ORDER = files.KEY_ORDER;

  function width(count) {
    return count > 1 ? 32 - Math.clz32(count - 1) : 0;
  }

  // Places are read into one array that grows, and cut off from its end.

  var scratch = new Int32Array(1 << 16);
  var size = 0;

  function cut(from) {
    var out = scratch.slice(from, size);
    size = from;
    return out;
  }

  function grown(numbers, length) {
    var larger = new Int32Array(2 * length);
    larger.set(numbers);
    return larger;
  }

  // The middle number of a range is read first but stands between the others.
  function readNumbers(bits, count, from, to, at) {
    if (to - from === count) {
      for (var all = from; all < to; all += 1, at += 1) scratch[at] = all;
      return;
    }
    var middle = count >> 1;
    var number = from + middle + bits.number(width(to - from - count + 1));
    scratch[at + middle] = number;
    if (middle) readNumbers(bits, middle, from, number, at);
    if (count - middle > 1) readNumbers(bits, count - middle - 1, number + 1, to, at + middle + 1);
  }

  // Appends a list to the array; says how many places it has.
  function readPlaces(bits) {
    var catalogue = files.catalogue();
    var first = catalogue.first;
    var before = size;
    var left = bits.golomb(0) + 1;
    var low = 0;
    while (left * Math.pow(2, low + 1) <= catalogue.documents) low += 1;
    for (var next = 0; left > 0; left -= 1) {
      var at = next + bits.rice(low);
      next = at + 1;
      var count = bits.golomb(0) + 1;
      if (size + count > scratch.length) scratch = grown(scratch, size + count);
      if (count === 1) scratch[size] = first[at] + bits.number(width(first[next] - first[at]));
      else readNumbers(bits, count, first[at], first[next], size);
      size += count;
    }
    return size - before;
  }

  // For each place of a list: nothing, or the positions of the string there, whole or by their remainders.
  function readPositions(bits, count) {
    var ends = new Int32Array(count);
    var whole = new Uint8Array(count);
    var positions = new Int32Array(2 * count);
    var end = 0;
    for (var at = 0; at < count; at += 1) {
      for (var without = bits.skip(count - at); without > 0; without -= 1, at += 1) ends[at] = end;
      if (at === count) break;
      bits.number(1);
      var left = bits.golomb(0) + 1;
      whole[at] = bits.number(1);
      if (end + left > positions.length) positions = grown(positions, end + left);
      for (var next = 0; left > 0; left -= 1, next += 1, end += 1) {
        next = whole[at] ? next + bits.golomb(6) : bits.number(4);
        positions[end] = next;
      }
      ends[at] = end;
    }
    return { ends: ends, whole: whole, positions: positions };
  }

  // A list whose positions are read when a longer string needs them.
  function List(places, bits) {
    this.places = places;
    this.text = bits.text;
    this.at = bits.at();
    this.shift = 0;
    this.read = null;
  }

  // Has a place, by its number in the list, positions?
  List.prototype.has = function (at) {
    this.read = this.read || readPositions(new files.Bits(this.text, this.at), this.places.length);
    return this.read.ends[at] > (at && this.read.ends[at - 1]);
  };

  // Where a longer string starts there that has this one `from` characters on.
  List.prototype.starts = function (at, from) {
    var read = this.read;
    var starts = [];
    for (var next = at && read.ends[at - 1]; next < read.ends[at]; next += 1) starts.push(read.positions[next] + this.shift - from);
    return { whole: read.whole[at] === 1, at: starts };
  };

  function readReference(bits) {
    var shift = bits.golomb(2) + 1;
    var root = '';
    for (var at = 0; at < LEAF; at += 1) root += files.unitOf(bits.golomb(KEY_ORDER));
    return { root: root, shift: shift };
  }

  // The files of the index: entries by their strings.

  function hash(gram) {
    var value = 0x811c9dc5;
    for (var at = 0; at < gram.length; at += 1) value = Math.imul(value ^ gram.charCodeAt(at), 0x01000193) >>> 0;
    return value;
  }

  // Where the entry of a string begins, and whether it was split; nothing if there is none.
  function entry(text, gram) {
    var wanted = gram.split('').map(files.rank);
    var bits = new files.Bits(text);
    for (var left = bits.golomb(6); left > 0; left -= 1) {
      var length = bits.golomb(1) + 1;
      var same = length === wanted.length;
      for (var at = 0; at < length; at += 1) if (bits.golomb(KEY_ORDER) !== wanted[at]) same = false;
      var split = bits.number(1) === 1;
      var bitsOfEntry = bits.golomb(12);
      if (same) return { bits: bits, split: split };
      bits.seek(bits.at() + bitsOfEntry);
    }
    return null;
  }

  // All lists of a subtree whose strings begin with `rest`: appended to the array, or named by others in `roots`.
  function walk(bits, depth, rest, wanted, roots) {
    var key = rest ? files.rank(rest.charAt(0)) : -1;
    for (var left = bits.golomb(0) + 1; left > 0; left -= 1) {
      var unit = bits.golomb(KEY_ORDER);
      var take = wanted && (key < 0 || unit === key);
      var before = size;
      if (unit === 0) {
        readPlaces(bits);
      } else if (depth + 1 < LEAF) {
        walk(bits, depth + 1, take ? rest.slice(1) : '', take, roots);
      } else if (bits.number(1)) {
        var reference = readReference(bits);
        if (take) roots.push(reference.root);
      } else {
        readPositions(bits, readPlaces(bits));
      }
      if (!take) size = before;
    }
  }

  var kept = new Map();

  // What the index has of a string: a list with positions for three characters or more, places alone for fewer.
  function look(gram) {
    if (kept.has(gram)) return kept.get(gram);
    // The string whose entry answers for this one: as long as its subtree was split, a longer one; a phrase has its own.
    var found = files.open().then(function (facts) {
      var length = gram.length > LEAF ? gram.length : 1;
      while (length < gram.length && facts.splits.has(gram.slice(0, length))) length += 1;
      var key = gram.slice(0, length);
      var name = 'g/' + (hash(key) % facts.shards).toString(16);
      return Promise.all([files.load(name), files.start()]).then(function (loaded) { return readEntry(entry(loaded[0], key), key, gram); });
    });
    if (kept.size > KEPT) kept.clear();
    kept.set(gram, found);
    found.catch(function () { kept.delete(gram); });
    return found;
  }

  var NONE = { places: new Int32Array(0) };

  function readEntry(found, key, gram) {
    if (!found || (found.split && key !== gram)) return NONE;
    var bits = found.bits;
    size = 0;
    if (gram.length < LEAF) {
      var roots = [];
      if (found.split) {
        readPlaces(bits);
        return { places: cut(0) };
      }
      walk(bits, key.length, gram.slice(key.length), true, roots);
      var own = ordered(cut(0));
      if (!roots.length) return { places: own };
      return Promise.all(roots.map(look)).then(function (lists) {
        return { places: union([own].concat(lists.map(function (list) { return list.places; }))) };
      });
    }
    if (key.length < LEAF) return descend(bits, key, gram);
    return readList(bits, key.length === LEAF);
  }

  // A list, or one that another string has, so many characters further on.
  function readList(bits, mayRefer) {
    if (!mayRefer || !bits.number(1)) {
      readPlaces(bits);
      return new List(cut(0), bits);
    }
    var reference = readReference(bits);
    return look(reference.root).then(function (list) { return Object.assign(Object.create(List.prototype), list, { shift: reference.shift }); });
  }

  // The list of a string of three characters in the subtree of its first one or two.
  function descend(bits, key, gram) {
    var depth = key.length;
    for (var left = bits.golomb(0) + 1; left > 0; left -= 1) {
      var unit = bits.golomb(KEY_ORDER);
      if (unit === files.rank(gram.charAt(depth))) {
        depth += 1;
        if (depth === LEAF) return readList(bits, true);
        left = bits.golomb(0) + 2;
      } else if (unit === 0) {
        readPlaces(bits);
      } else if (depth + 1 < LEAF) {
        walk(bits, depth + 1, '', false, []);
      } else if (bits.number(1)) {
        readReference(bits);
      } else {
        readPositions(bits, readPlaces(bits));
      }
      size = 0;
    }
    return NONE;
  }

  // Ascending places, each once.
  function ordered(places) {
    places.sort();
    var count = 0;
    for (var at = 0; at < places.length; at += 1) {
      if (at && places[at] === places[at - 1]) continue;
      places[count] = places[at];
      count += 1;
    }
    return places.subarray(0, count);
  }

  function both(one, other) {
    var out = new Int32Array(one.length + other.length);
    var count = 0;
    var at = 0;
    var next = 0;
    for (; at < one.length && next < other.length; count += 1) {
      var a = one[at];
      var b = other[next];
      out[count] = a < b ? a : b;
      if (a <= b) at += 1;
      if (b <= a) next += 1;
    }
    var rest = at < one.length ? one.subarray(at) : other.subarray(next);
    out.set(rest, count);
    return out.subarray(0, count + rest.length);
  }

  // Several lists as one: two are gone through side by side, more are sorted.
  function union(lists) {
    if (lists.length === 2) return both(lists[0], lists[1]);
    var joined = new Int32Array(lists.reduce(function (sum, list) { return sum + list.length; }, 0));
    var end = 0;
    lists.forEach(function (list) {
      joined.set(list, end);
      end += list.length;
    });
    return ordered(joined);
  }

  window.gongbaoLists = {
    LEAF: LEAF, look: look, union: union,
    // The places of a packed list alone.
    read: function (text) {
      readPlaces(new files.Bits(text));
      return cut(0);
    },
  };
})();
