// The packed data of the profile, asked without unpacking all of it: names,
// addresses, tries with a `*`, and `hosts`. Their format: cli/report/README.md.

/** Thrown where the page does not hold what is needed for an answer. */
class CannotTell extends Error {}

/** The names of all rows and lists. A taker is whatever holds an entry. */
class Names {
  constructor(program) {
    this.blocks = program.names;
    this.bags = program.bags;
    this.keywords = program.keywords;
    this.known = new Map();
  }

  /** The takers of a name, as a Set. */
  takers(name) {
    let found = this.known.get(name);
    if (found === undefined) {
      if (this.known.size > 64) this.known.clear();
      found = this.find(name);
      this.known.set(name, found);
    }
    return found;
  }

  find(name) {
    const found = new Set();
    const backward = [...name].reverse().join('');
    for (let dot = backward.indexOf('.'); dot >= 0; dot = backward.indexOf('.', dot + 1))
      this.take(backward.slice(0, dot), 2, found);
    this.take(backward, 1, found);
    for (const [word, taker] of this.keywords) {
      if (name.includes(word)) found.add(taker);
    }
    return found;
  }

  take(key, form, found) {
    const bag = this.bagOf(key);
    if (bag === undefined) return;
    for (const takenBy of typeof bag === 'number' ? [bag] : bag) {
      if ((takenBy & form) !== 0) found.add(Math.floor(takenBy / 4));
    }
  }

  /** The bag of an entry that is written backwards. */
  bagOf(key) {
    let low = 0;
    let high = this.blocks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (/[a-z0-9_.-]*/.exec(this.blocks[middle].slice(1))[0] <= key) low = middle + 1;
      else high = middle;
    }
    if (low === 0) return undefined;
    let text = '';
    for (const [, shared, rest, word] of this.blocks[low - 1].matchAll(/([0-9a-z])([a-z0-9_.-]*)([A-Z]+)/g)) {
      text = text.slice(0, parseInt(shared, 36)) + rest;
      if (text === key) return this.bags[bagNumber(word)];
    }
    return undefined;
  }
}

function bagNumber(word) {
  let number = 0;
  for (let at = word.length; at-- > 0;) number = number * 26 + word.charCodeAt(at) - 65;
  return number;
}

/** Sets of addresses. An address is its digits in hex: 8 of IPv4, 32 of IPv6. */
class Ranges {
  constructor(packed) {
    this.packed = packed;
    this.read = [];
  }

  has(set, address) {
    const { zeros, four, six } = this.unpacked(set);
    if (address.length === 8) return isInRanges(four, address);
    if (isInRanges(six, address)) return true;
    return zeros && address.startsWith('000000000000000000000000') && isInRanges(four, address.slice(24));
  }

  /** The only range of a set, as {first, last}; undefined: it has more, or none. */
  only(set) {
    const { zeros, four, six } = this.unpacked(set);
    if (zeros || four.first.length + six.first.length !== 1) return undefined;
    const { first, last } = four.first.length === 1 ? four : six;
    return { first: first[0], last: last[0] };
  }

  unpacked(set) {
    if (this.read[set] === undefined) {
      const zeros = this.packed[set].startsWith('z');
      const [four, six = ''] = this.packed[set].slice(zeros ? 1 : 0).split(';');
      this.read[set] = { zeros, four: readRanges(four, 8), six: readRanges(six, 32) };
    }
    return this.read[set];
  }
}

/**
 * Rows that ask for one prefix each: which of them take an address. Prefixes lie
 * in each other or apart, so those that hold an address are one chain.
 */
class PrefixRows {
  constructor(entries) {
    this.entries = [...entries].sort((a, b) =>
      (a.first !== b.first ? (a.first < b.first ? -1 : 1) : a.last === b.last ? 0 : a.last > b.last ? -1 : 1));
    const open = [];
    this.around = this.entries.map(({ first }, at) => {
      while (open.length > 0 && this.entries[open[open.length - 1]].last < first) open.pop();
      open.push(at);
      return open.length > 1 ? open[open.length - 2] : -1;
    });
  }

  /** The rows, in no order. */
  rowsOf(address) {
    let low = 0;
    let high = this.entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.entries[middle].first <= address) low = middle + 1;
      else high = middle;
    }
    const rows = [];
    for (let at = low - 1; at >= 0; at = this.around[at]) {
      if (address <= this.entries[at].last) rows.push(this.entries[at].row);
    }
    return rows;
  }
}

function readRanges(text, digits) {
  const first = [];
  const last = [];
  for (const range of text === '' ? [] : text.split(',')) {
    const [from, to = from] = range.split('-');
    first.push(from.padEnd(digits, '0'));
    last.push(to.padEnd(digits, 'f'));
  }
  return { first, last };
}

function isInRanges({ first, last }, address) {
  let low = 0;
  let high = first.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (first[middle] <= address) low = middle + 1;
    else high = middle;
  }
  return low > 0 && address <= last[low - 1];
}

/**
 * A set with a `*`, searched as the core does, misses included: the twin of
 * rules/value/succinct_set.cpp, where each step is explained.
 */
class Trie {
  constructor({ labels, bits, leaves }) {
    this.labels = labels;
    this.bits = readBits(bits);
    this.leaves = readBits(leaves);
    // By bit: how many ones stand before it; by node: its first bit.
    this.onesBefore = new Uint32Array(this.bits.length + 1);
    this.firstBit = [0];
    for (let bit = 0; bit < this.bits.length; ++bit) {
      this.onesBefore[bit + 1] = this.onesBefore[bit] + this.bits[bit];
      if (this.bits[bit] === 1) this.firstBit.push(bit + 1);
    }
  }

  nodeBehind(bit) { return bit - this.onesBefore[bit] + 1; }

  contains(name) {
    if (this.labels === '' && this.leaves.length === 0) return false;
    const key = [...name].reverse().join('');
    const tried = new Set();
    const pending = [];
    let node = 0;
    let bit = 0;
    let at = 0;
    for (;;) {
      if (at === key.length) return this.leaves[node] === 1;
      // An edge for this letter, by way of `*` where there is none.
      for (;;) {
        if (this.bits[bit] === 1) {
          const back = this.resume(key, pending, tried);
          if (typeof back === 'boolean') return back;
          ({ node, bit, at } = back);
          if (this.bits[bit] === 1) continue;
          break;
        }
        const label = this.labels[bit - node];
        if (label === '+') return true;
        if (label === '*') pending.push([bit, at]);
        else if (label === key[at]) break;
        ++bit;
      }
      node = this.nodeBehind(bit);
      bit = this.firstBit[node];
      ++at;
    }
  }

  /** Back to the last `*`; true or false where that settles it. */
  resume(key, pending, tried) {
    while (pending.length > 0) {
      const [bit, at] = pending.pop();
      const branch = bit + ' ' + at;
      if (tried.has(branch)) continue;
      tried.add(branch);
      const behind = this.nodeBehind(bit);
      const dot = key.indexOf('.', at);
      if (dot < 0) {
        if (this.leaves[behind] === 1) return true;
        continue;
      }
      const edge = this.labels.indexOf('.', this.firstBit[behind] - behind);
      if (edge < 0) return false;
      return { node: behind, bit: edge + behind, at: dot };
    }
    return false;
  }
}

function readBits(hex) {
  const bits = new Uint8Array(hex.length * 4);
  for (let digit = 0; digit < hex.length; ++digit) {
    const value = parseInt(hex[digit], 16);
    for (let bit = 0; bit < 4; ++bit) bits[digit * 4 + bit] = (value >> bit) & 1;
  }
  return bits;
}

/** `hosts`: a trie of labels, the twin of rules/value/domain_trie.cpp. */
class Hosts {
  constructor({ keys, values }) {
    this.values = values;
    this.root = new Map();
    for (const [key, value] of keys) {
      let node = this.root;
      for (const label of key.split('.').reverse()) {
        if (!node.has(label)) node.set(label, new Map());
        node = node.get(label);
      }
      node.value = value;
    }
  }

  find(name) {
    const labels = name.split('.');
    if (labels.includes('')) return undefined;
    const pending = [[this.root, labels.length]];
    while (pending.length > 0) {
      const [node, left] = pending.pop();
      if (left === 0) {
        if (node.value !== undefined) return this.values[node.value];
        continue;
      }
      const anyDepth = node.get('');
      const anyLabel = node.get('*');
      const literal = node.get(labels[left - 1]);
      if (anyDepth !== undefined) pending.push([anyDepth, 0]);
      if (anyLabel !== undefined) pending.push([anyLabel, left - 1]);
      if (literal !== undefined) pending.push([literal, left - 1]);
    }
    return undefined;
  }

  /** What the rules see in place of a name: {alias, address}. */
  lookUp(name) {
    const view = { alias: '', address: '' };
    const seen = new Set();
    for (let at = name; ;) {
      const value = this.find(at);
      if (value === undefined) return view;
      if (value.alias === undefined) return { ...view, address: value.address || '' };
      if (view.alias === '') view.alias = value.alias;
      if (seen.has(at)) return view;
      seen.add(at);
      at = value.alias;
    }
  }
}
