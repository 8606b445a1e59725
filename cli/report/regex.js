// Patterns in their plain form: letters, \x{..}, [..], (..), |, * + ? {n,m},
// \A \z \b \B. They are searched in all their states at once, so that no pattern
// of a stranger can make the page hang, as one of the browser's own could.

/** More states than this are not built: the page then cannot tell. */
const kMostStates = 20000;

/** Reads a plain form into a tree: {kind, …}. */
class PatternReader {
  constructor(text) { this.text = text; this.at = 0; }

  read() {
    const tree = this.choice();
    if (this.at < this.text.length) throw new CannotTell('a pattern that this page cannot read');
    return tree;
  }

  next(sign) { return this.text.startsWith(sign, this.at); }

  take(sign) {
    if (!this.next(sign)) return false;
    this.at += sign.length;
    return true;
  }

  choice() {
    const parts = [this.sequence()];
    while (this.take('|')) parts.push(this.sequence());
    return parts.length === 1 ? parts[0] : { kind: 'choice', parts };
  }

  sequence() {
    const parts = [];
    while (this.at < this.text.length && !this.next('|') && !this.next(')')) parts.push(this.repeated());
    return { kind: 'sequence', parts };
  }

  repeated() {
    let one = this.unit();
    for (;;) {
      const counts = this.quantifier();
      if (counts === null) return one;
      // Greedy or not makes no difference for "is there a match".
      this.take('?');
      one = { kind: 'repeat', one, least: counts[0], most: counts[1] };
    }
  }

  quantifier() {
    if (this.take('*')) return [0, Infinity];
    if (this.take('+')) return [1, Infinity];
    if (this.take('?')) return [0, 1];
    const written = /^\{(\d+)(,?)(\d*)\}/.exec(this.text.slice(this.at, this.at + 30));
    if (written === null) return null;
    this.at += written[0].length;
    const least = Number(written[1]);
    if (written[2] === '') return [least, least];
    return [least, written[3] === '' ? Infinity : Number(written[3])];
  }

  unit() {
    if (this.take('(')) {
      this.take('?:');
      const inner = this.choice();
      if (!this.take(')')) throw new CannotTell('a pattern that this page cannot read');
      return inner;
    }
    if (this.take('[')) return this.set();
    for (const [sign, kind] of [['\\A', 'begin'], ['\\z', 'end'], ['\\b', 'edge'], ['\\B', 'inside']]) {
      if (this.take(sign)) return { kind };
    }
    const code = this.code();
    return { kind: 'set', ranges: [[code, code]], negated: false };
  }

  code() {
    const escaped = /^\\x(?:\{([0-9a-fA-F]+)\}|([0-9a-fA-F]{2}))/.exec(this.text.slice(this.at, this.at + 12));
    if (escaped !== null) {
      this.at += escaped[0].length;
      return parseInt(escaped[1] || escaped[2], 16);
    }
    if (this.take('\\n')) return 10;
    if (this.next('\\') || this.next('.') || this.next('^') || this.next('$'))
      throw new CannotTell('a pattern that this page cannot read');
    return this.text.charCodeAt(this.at++);
  }

  set() {
    const negated = this.take('^');
    const ranges = [];
    while (!this.take(']')) {
      if (this.at >= this.text.length) throw new CannotTell('a pattern that this page cannot read');
      const first = this.code();
      ranges.push([first, this.take('-') ? this.code() : first]);
    }
    return { kind: 'set', ranges, negated };
  }
}

/** States of a pattern: {set, next} reads a character, {test, next} looks around, {ways} reads nothing. */
class PatternStates {
  constructor(tree) {
    this.states = [];
    this.end = this.add({ ways: [] });
    this.start = this.build(tree, this.end);
  }

  add(state) {
    if (this.states.length >= kMostStates) throw new CannotTell('a pattern that is too large for this page');
    return this.states.push(state) - 1;
  }

  build(tree, next) {
    switch (tree.kind) {
      case 'set': return this.add({ set: tree, next });
      case 'choice': return this.add({ ways: tree.parts.map((part) => this.build(part, next)) });
      case 'sequence': return tree.parts.reduceRight((behind, part) => this.build(part, behind), next);
      case 'repeat': return this.repeat(tree, next);
      default: return this.add({ test: tree.kind, next });
    }
  }

  repeat(tree, next) {
    let at = next;
    if (tree.most === Infinity) {
      at = this.add({ ways: [next] });
      this.states[at].ways.push(this.build(tree.one, at));
    } else {
      for (let count = tree.least; count < tree.most; ++count)
        at = this.add({ ways: [next, this.build(tree.one, at)] });
    }
    for (let count = 0; count < tree.least; ++count) at = this.build(tree.one, at);
    return at;
  }
}

class Pattern {
  constructor(text) { this.machine = new PatternStates(new PatternReader(text).read()); }

  /** Is there a match anywhere in the text? */
  search(text) {
    let now = new Set();
    for (let at = 0; ; ++at) {
      this.enter(now, this.machine.start, text, at);
      if (now.has(this.machine.end)) return true;
      if (at === text.length) return false;
      const then = new Set();
      for (const state of now) {
        const { set, next } = this.machine.states[state];
        if (set !== undefined && holdsCode(set, text.charCodeAt(at))) this.enter(then, next, text, at + 1);
      }
      now = then;
    }
  }

  /** Adds a state and all that can be reached from it without reading. */
  enter(into, first, text, at) {
    const todo = [first];
    while (todo.length > 0) {
      const number = todo.pop();
      if (into.has(number)) continue;
      into.add(number);
      const state = this.machine.states[number];
      if (state.ways !== undefined) todo.push(...state.ways);
      else if (state.test !== undefined && holdsAt(state.test, text, at)) todo.push(state.next);
    }
  }
}

function holdsCode(set, code) {
  return set.ranges.some(([first, last]) => first <= code && code <= last) !== set.negated;
}

function holdsAt(test, text, at) {
  if (test === 'begin') return at === 0;
  if (test === 'end') return at === text.length;
  const isWord = (place) => /[0-9A-Za-z_]/.test(text.charAt(place));
  return (isWord(at - 1) !== isWord(at)) === (test === 'edge');
}
