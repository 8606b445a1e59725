// A connection told from its most likely end, and where else it can end: the
// twin of analyzer/match/alternatives.cpp, in the same order of trials.

const kTries = 4;
const kOrdinary = ['203.0.113.77', '198.51.100.77', '192.0.2.77', '93.184.215.14', '45.33.32.156'];
const kOrdinary6 = '2001:db8::77';

/**
 * {query, first, addressOpen, addressDecides, alternatives, same, wouldTake}. An
 * alternative is {cause, when, row, answer, why, witness}. A generator: it
 * yields between trials, so that a page can stay awake; the first value is the
 * story with its first answer only.
 */
function* tell(world, query, networkGiven) {
  const teller = new Teller(world, query, networkGiven);
  teller.openAddress();
  yield teller.story;
  yield* teller.findAddresses();
  teller.findIpv6();
  teller.findFailure();
  teller.findOtherNetwork();
  yield teller.story;
  yield* teller.findMissing();
  teller.findNextTaker();
  teller.order();
  return teller.story;
}

/** The whole story at once. */
function tellAll(world, query, networkGiven) {
  const telling = tell(world, query, networkGiven);
  for (;;) {
    const { done, value } = telling.next();
    if (done) return value;
  }
}

class Teller {
  constructor(world, query, networkGiven) {
    this.world = world;
    this.program = world.program;
    this.networkGiven = networkGiven;
    this.firstTakers = new Map();
    this.story = { query, first: null, addressOpen: false, addressDecides: false, alternatives: [], same: [],
      wouldTake: -1 };
  }

  walk(options) { return walk(this.world, this.story.query, options); }

  walkAddress(dns, options) { return walk(this.world, { ...this.story.query, dns }, options); }

  differs(answer) { return answer.target !== this.story.first.target; }

  add(cause, when, answer) {
    const alternative = { cause, when, row: answer.row, answer, why: '', witness: '' };
    this.story.alternatives.push(alternative);
    return alternative;
  }

  /** Fills in an address that no address rule takes, if the name's is open. */
  openAddress() {
    const { story } = this;
    story.first = this.walk();
    story.addressOpen = story.first.asked;
    if (!story.addressOpen) return;
    const ordinary = this.ordinaryAddress();
    story.addressDecides = ordinary === '';
    story.query = { ...story.query, dns: ordinary === '' ? readAddress(kOrdinary[0]) : ordinary };
    story.first = this.walk();
  }

  rowLeaves() { return this.program.row_leaves; }

  conditionOf(leaf) { return this.program.leaves[leaf][0]; }

  takes(leaf, address) {
    const connection = { query: this.story.query, host: '', address, rematchName: '', tried: false, asked: false };
    const evaluator = new Evaluator(this.world, connection);
    return evaluator.evaluate(this.conditionOf(leaf), { resolve: false, swapped: false }).value;
  }

  /** The first row with a leaf that takes the address. */
  firstTaker(address) {
    let found = this.firstTakers.get(address);
    if (found === undefined) {
      const { others, prefixes } = leavesOf(this.world);
      const other = others.find(({ leaf }) => this.takes(leaf, address));
      found = Math.min(other === undefined ? Infinity : other.row, ...prefixes[address.length].rowsOf(address));
      this.firstTakers.set(address, found);
    }
    return found;
  }

  takenBefore(address, row) { return this.firstTaker(address) < row; }

  ordinaryAddress() {
    for (const text of kOrdinary) {
      const address = readAddress(text);
      if (!this.takenBefore(address, Infinity)) return address;
    }
    for (const [, ...leaves] of this.rowLeaves()) {
      for (const leaf of leaves) {
        for (const inside of this.samples(leaf, true)) {
          const beside = previousFour(inside);
          if (beside !== '' && !this.takenBefore(beside, Infinity)) return beside;
        }
      }
    }
    return '';
  }

  samples(leaf, beside) {
    const [, , texts, others] = this.program.leaves[leaf];
    const all = beside && others !== undefined ? others : texts;
    const addresses = all === '' ? [] : all.split(' ');
    return (beside ? addresses.slice(0, kTries) : addresses).map(readAddress);
  }

  /** For each address rule, an address that it takes and no earlier one does. */
  *findAddresses() {
    const { story } = this;
    if (!story.addressOpen) return;
    const ofWinner = this.rowLeaves().some(([row]) => row === story.first.row);
    const winnerTakesAll = story.first.row >= 0 && !ofWinner;
    for (const [row, ...leaves] of this.rowLeaves()) {
      if (winnerTakesAll && row > story.first.row) return;
      if (!this.tryRule(row, leaves, false)) this.tryRule(row, leaves, true);
      yield story;
    }
  }

  tryRule(row, leaves, alsoTaken) {
    let tries = 0;
    for (const leaf of leaves) {
      for (const address of this.samples(leaf, false)) {
        if (tries >= kTries) return false;
        if (!alsoTaken && this.takenBefore(address, row)) continue;
        ++tries;
        if (this.tryAddress(row, leaf, address)) return true;
      }
    }
    return false;
  }

  tryAddress(row, leaf, address) {
    const answer = this.walkAddress(address);
    if (!this.differs(answer) || !this.decides(row, address, answer)) return false;
    const alternative = this.add('address', 'address in ' + this.program.leaves[leaf][1], answer);
    alternative.row = row;
    alternative.witness = address;
    return true;
  }

  /** The rule wins, or no longer wins, or without it the connection would end elsewhere. */
  decides(row, address, answer) {
    const isStart = (of) => of.list === this.program.start && of.row === row;
    return isStart(answer) || isStart(this.story.first) ||
      this.walkAddress(address, { without: row }).target !== answer.target;
  }

  findIpv6() {
    const address = readAddress(kOrdinary6);
    if (!this.story.addressOpen || this.takenBefore(address, Infinity)) return;
    const answer = this.walkAddress(address);
    if (this.differs(answer)) this.add('address', 'an IPv6 address', answer).witness = address;
  }

  findFailure() {
    if (!this.story.addressOpen) return;
    const answer = this.walkAddress('');
    if (this.differs(answer)) this.add('name-not-found', 'name not found', answer);
    else this.story.same.push('name not found');
  }

  findOtherNetwork() {
    if (this.networkGiven) return;
    const { query, first } = this.story;
    const quic = query.port === 443 || query.port === 0;
    const answer = walk(this.world, { ...query, network: 'udp' });
    if (this.differs(answer)) this.add('udp', quic ? 'UDP (QUIC)' : 'UDP', answer).noUdp = answer.noUdp.includes(first.row);
    else this.story.same.push('UDP (QUIC)');
  }

  /** What happens if a list that is not here holds the connection. */
  *findMissing() {
    for (const missed of this.story.first.missed) {
      if (this.story.first.host === '' && this.holdsNames(missed)) continue;
      const answer = this.walk({ held: missed.name });
      if (this.differs(answer)) this.add('missing', missed.name + ' holds it', answer).why = missed.why;
      yield this.story;
    }
  }

  /** A list of names cannot hold a connection without one. */
  holdsNames({ kind, name }) {
    return kind === 'geosite' || this.program.sets.some((set) => set.name === name && set.names === true);
  }

  findNextTaker() {
    if (this.story.first.row < 0) return;
    this.story.wouldTake = this.walk({ without: this.story.first.row }).row;
  }

  /** Addresses of the wide world first; private ones rarely happen to a public name. */
  order() {
    const causes = ['address', 'name-not-found', 'udp', 'missing'];
    const rank = ({ cause, witness }) =>
      (witness !== '' && this.world.isLan(witness) ? 100 : causes.indexOf(cause));
    this.story.alternatives.sort((a, b) => rank(a) - rank(b));
  }
}

/** Which leaves can be looked up by the address, each with its row. */
function leavesOf(world) {
  if (world.leaves === undefined) {
    const others = [];
    const prefixes = { 8: [], 32: [] };
    for (const [row, ...leaves] of world.program.row_leaves) {
      for (const leaf of leaves) {
        const prefix = prefixOf(world, world.program.leaves[leaf][0]);
        if (prefix === undefined) others.push({ row, leaf });
        else prefixes[prefix.first.length].push({ ...prefix, row });
      }
    }
    world.leaves = { others, prefixes: { 8: new PrefixRows(prefixes[8]), 32: new PrefixRows(prefixes[32]) } };
  }
  return world.leaves;
}

/** The IPv4 address before; '' where there is none. */
function previousFour(address) {
  if (address.length !== 8 || address === '00000000') return '';
  return (parseInt(address, 16) - 1).toString(16).padStart(8, '0');
}

/** An address as people write it. */
function addressText(address) {
  if (address.length === 8) return address.match(/../g).map((byte) => parseInt(byte, 16)).join('.');
  const groups = address.match(/..../g).map((group) => parseInt(group, 16).toString(16));
  const zeros = groups.join(':').match(/(?:^|:)0(?::0)+(?=:|$)/g) || [];
  const longest = zeros.reduce((best, run) => (run.replace(/^:/, '').length > best.length ? run.replace(/^:/, '') : best), '');
  if (longest === '') return groups.join(':');
  return groups.join(':').replace(new RegExp('(^|:)' + longest + '(:|$)'), '::');
}
