// The page itself: questions in, answers out. Whatever comes from the profile
// goes into the page as text, never as markup.

/** The profile, unpacked at the first question: the page opens without it. */
let theWorld = null;
function world() {
  if (theWorld === null) theWorld = new World(JSON.parse(document.getElementById('program').textContent));
  return theWorld;
}

function make(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className !== '') element.className = className;
  element.append(...children);
  return element;
}

const rowId = (list, row) => (list === 0 ? 'r' : 's' + list) + '/' + (row + 1);

/** A link to a row, and the row as it is written. */
function rowWords(list, row) {
  const id = rowId(list, row);
  const cells = document.getElementById(id).cells;
  const line = make('a', '', 'line ' + cells[0].textContent);
  line.href = '#' + id;
  return [line, ' ', make('code', '', cells[1].textContent)];
}

function chainWords(target) {
  if (target < 0) return 'nowhere';
  const { targets, outbounds } = world().program;
  return targets[target].chain.map((hop) => outbounds[hop]).join(' → ');
}

function deciderWords(answer) {
  if (world().program.mode !== undefined) return ['the profile’s mode: the rules are not looked at'];
  if (answer.row < 0) return ['no rule takes it'];
  const words = ['by ', ...rowWords(answer.list, answer.row)];
  if (answer.inner !== null) words.push(', there by ', ...rowWords(...answer.inner));
  return words;
}

function hostWords({ host, port, network }) {
  const bracketed = port !== 0 && host.includes(':');
  return (bracketed ? '[' + host + ']' : host) + (port === 0 ? '' : ':' + port) + (network === 'udp' ? ' (UDP)' : '');
}

function decision(target, story) {
  const { first } = story;
  const how = first.target < 0 ? '' : world().program.targets[first.target].how;
  const parts = [make('h3', 'decision', make('span', 'asked', hostWords(target) + ' → '), chainWords(first.target))];
  if (how !== undefined && how !== '') parts.push(make('p', 'by hint', how.replace(/^\(|\)$/g, '')));
  parts.push(make('p', 'by', ...deciderWords(first)));
  if (target.note !== '') parts.push(make('p', 'by hint', target.note));
  if (first.host !== '' && first.host !== story.query.host)
    parts.push(make('p', 'by', 'the rules see ' + first.host + ' (by hosts)'));
  if (first.cycle) parts.push(make('p', 'by', 'the same rematch comes round again: the core closes the connection'));
  if (story.addressDecides)
    parts.push(make('p', 'by', 'its address decides: every address is taken by some rule, and this is one of several ends'));
  return parts;
}

function whyWords(alternative, story) {
  const { cause, row, answer } = alternative;
  const start = world().program.start;
  if (cause === 'udp' && alternative.noUdp) return noUdpWords(alternative, story);
  if (row < 0) return [];
  const words = cause === 'address' ? rowWords(start, row) : rowWords(answer.list, row);
  if (cause === 'udp') words.push(' takes it over UDP');
  if (cause === 'missing') words.push(': ' + alternative.why + ', taken as empty');
  if (cause === 'address') {
    if (answer.asked && story.first.row >= 0)
      words.push(' looks at the address before ', rowWords(story.first.list, story.first.row)[0], ' is reached');
    words.push('; ' + addressText(alternative.witness) + ' is such an address');
  }
  return words;
}

/** The row that takes TCP was passed over. */
function noUdpWords({ row, answer }, story) {
  const { program } = world();
  const leaf = program.outbounds[program.targets[story.first.target].chain.slice(-1)[0]];
  if (row >= 0) return [leaf + ' carries no UDP, so ', ...rowWords(answer.list, row), ' takes it'];
  const match = program.lists[program.start].match_last ? ', MATCH included' : '';
  return [leaf + ' carries no UDP; nothing behind it takes UDP either' + match];
}

function alternativeItem(alternative, story) {
  return make('li', '', make('span', 'when', alternative.when), ' → ' + chainWords(alternative.answer.target),
    make('p', '', ...whyWords(alternative, story)));
}

const kMostMissing = 3;

function elsewhere(story) {
  const told = story.alternatives.filter(({ cause }) => cause !== 'missing');
  const missing = story.alternatives.filter(({ cause }) => cause === 'missing');
  const parts = [];
  if (story.alternatives.length > 0) {
    const shown = missing.length > kMostMissing ? told : story.alternatives;
    parts.push(make('h3', '', 'It can end elsewhere'),
      make('ul', 'elsewhere', ...shown.map((each) => alternativeItem(each, story))));
    if (missing.length > kMostMissing) {
      parts.push(make('details', '', make('summary', '', missing.length + ' lists that are not here could hold it'),
        make('ul', 'elsewhere', ...missing.map((each) => alternativeItem(each, story)))));
    }
  }
  if (story.same.length > 0) parts.push(make('p', 'hint', 'It ends the same way with: ' + story.same.join(', ')));
  if (story.wouldTake >= 0)
    parts.push(make('p', 'hint', 'Without this rule it would be taken by ', ...rowWords(story.first.list, story.wouldTake)));
  return parts;
}

/** What gives the same answer, and more, on the command line. */
function command(target) {
  const words = [world().program.command, target.host];
  if (target.network === 'udp') words.push('--udp');
  if (target.port !== 0) words.push('--port ' + target.port);
  return make('code', 'command', words.join(' '));
}

function cannotTell(target, error) {
  return [make('h3', 'decision', make('span', 'asked', hostWords(target) + ' → '), 'this page cannot tell'),
    make('p', 'by', 'It would have to know ' + error.message + '. The program itself does:')];
}

function noMore(error) {
  return make('p', 'hint', 'What could change that this page cannot tell: it would have to know ' + error.message + '.');
}

let asked = 0;

/** Shows the answer at once, and what could change it as soon as it is found. */
function ask(target) {
  const mine = ++asked;
  const rest = make('div', '');
  const show = (first) => document.getElementById('answer').replaceChildren(...first, rest);
  const telling = tell(world(), queryOf(target), target.network === 'udp');
  let shown = false;
  const step = () => {
    if (mine !== asked) return;
    try {
      if (goOn(telling, (story) => {
        if (!shown) show(decision(target, story));
        shown = true;
      }, (story) => rest.replaceChildren(...elsewhere(story), command(target)))) return;
      if (rest.firstChild === null) rest.append(make('p', 'hint', 'Looking for what could change that…'));
      setTimeout(step, 0);
    } catch (error) {
      if (!(error instanceof CannotTell)) throw error;
      if (!shown) show(cannotTell(target, error));
      rest.replaceChildren(...(shown ? [noMore(error)] : []), command(target));
    }
  };
  step();
}

/** Tells on for a moment; true: the story is whole. */
function goOn(telling, onStory, onEnd) {
  const until = performance.now() + 12;
  do {
    const { done, value } = telling.next();
    onStory(value);
    if (done) {
      onEnd(value);
      return true;
    }
  } while (performance.now() < until);
  return false;
}

/** `udp://host:port`: what stands behind the `#` of a link to an answer. */
function hashOf({ host, port, network }) {
  const name = host.includes(':') ? '[' + host + ']' : host;
  return (network === 'udp' ? 'udp://' : '') + name + (port === 0 ? '' : ':' + port);
}

/** The host that the address of the page asks about; '' where it names a part or a row. */
function hostOfHash() {
  const text = location.hash.slice(1);
  if (/^(r|s\d+|part)\//.test(text)) return '';
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function askFromForm() {
  const form = document.getElementById('ask');
  const target = readTarget(form.elements.host.value);
  document.getElementById('host-fault').textContent = target.fault === undefined ? '' : 'No host: ' + target.fault;
  if (target.fault !== undefined) return;
  if (form.elements.port.value !== '') target.port = Number(form.elements.port.value);
  if (form.elements.network.value === 'udp') target.network = 'udp';
  const hash = '#' + hashOf(target);
  if (location.hash === hash) ask(target);
  else location.hash = hash;
}

function askFromHash() {
  const text = hostOfHash();
  if (text === '') return;
  const target = readTarget(text);
  const form = document.getElementById('ask');
  form.elements.host.value = target.fault === undefined ? target.host : text;
  document.getElementById('host-fault').textContent = target.fault === undefined ? '' : 'No host: ' + target.fault;
  if (target.fault !== undefined) return;
  form.elements.port.value = target.port === 0 ? '' : String(target.port);
  form.elements.network.value = target.network === 'udp' ? 'udp' : 'tcp';
  ask(target);
  document.getElementById('part/ask').scrollIntoView({ block: 'nearest' });
}

const kVerdicts = [['', 'all'], ['never', 'never win'], ['dns', 'DNS decides'], ['unknown', 'unknown'], ['alive', 'can win']];

function filterRules(verdict) {
  const tables = document.getElementById('rule-tables');
  let count = 0;
  for (const chunk of tables.getElementsByClassName('chunk')) {
    let shown = 0;
    for (const row of chunk.firstChild.tBodies[0].rows) {
      row.hidden = verdict !== '' && !row.classList.contains(verdict);
      if (!row.hidden) ++shown;
    }
    chunk.hidden = shown === 0;
    count += shown;
  }
  document.getElementById('filter-says').textContent =
    verdict === '' ? '' : count + (count === 1 ? ' rule is' : ' rules are') + ' shown';
}

function makeFilter() {
  const tables = document.getElementById('rule-tables');
  const form = document.getElementById('filter');
  const there = kVerdicts.filter(([verdict]) => verdict === '' || tables.querySelector('tr.' + verdict) !== null);
  if (there.length < 3) return;
  for (const [verdict, words] of there) {
    const button = make('input', '');
    Object.assign(button, { type: 'radio', name: 'verdict', value: verdict, checked: verdict === '' });
    form.firstChild.append(make('label', '', button, words));
  }
  form.addEventListener('change', () => filterRules(form.elements.verdict.value));
  form.hidden = false;
}

/** A row that a link leads to must not be filtered out. */
function showRowOfHash() {
  const row = document.getElementById(location.hash.slice(1));
  if (row === null || !row.hidden) return;
  document.getElementById('filter').elements.verdict.value = '';
  filterRules('');
  row.scrollIntoView();
}

function begin() {
  const form = document.getElementById('ask');
  form.hidden = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    askFromForm();
  });
  form.addEventListener('change', (event) => {
    if (event.target.id !== 'host' && form.elements.host.value !== '') askFromForm();
  });
  makeFilter();
  addEventListener('hashchange', () => {
    showRowOfHash();
    askFromHash();
  });
  addEventListener('beforeprint', () => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  askFromHash();
}

begin();
