// What people paste, taken apart: the twin of cli/target.cpp.

const kSchemes = { http: [80, 'tcp'], https: [443, 'tcp'], ws: [80, 'tcp'], wss: [443, 'tcp'], ftp: [21, 'tcp'],
  ssh: [22, 'tcp'], git: [9418, 'tcp'], tls: [0, 'tcp'], tcp: [0, 'tcp'], udp: [0, 'udp'], quic: [443, 'udp'],
  h3: [443, 'udp'] };

/** Names that the page can look up; others cannot be sent by a client. */
function isPageName(text) { return /^[a-z0-9_.-]+$/.test(text); }

/** The digits of an address in hex, 8 of IPv4 and 32 of IPv6; '' where it is none. */
function readAddress(text) {
  const four = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (four !== null) {
    const numbers = four.slice(1);
    if (numbers.some((number) => Number(number) > 255 || (number.length > 1 && number[0] === '0'))) return '';
    return numbers.map((number) => Number(number).toString(16).padStart(2, '0')).join('');
  }
  return text.includes(':') ? readSix(text) : '';
}

function readSix(text) {
  let plain = text.replace(/%.+$/, '');
  const tail = /:(\d+\.\d+\.\d+\.\d+)$/.exec(plain);
  if (tail !== null) {
    const digits = readAddress(tail[1]);
    if (digits === '') return '';
    plain = plain.slice(0, -tail[1].length) + digits.slice(0, 4) + ':' + digits.slice(4);
  }
  const halves = plain.split('::');
  if (halves.length > 2) return '';
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')));
  const count = groups.reduce((sum, half) => sum + half.length, 0);
  if (halves.length === 1 ? count !== 8 : count > 7) return '';
  if (!groups.every((half) => half.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group)))) return '';
  const zeros = new Array(8 - count).fill('0');
  return [...groups[0], ...zeros, ...(groups[1] || [])].map((group) => group.toLowerCase().padStart(4, '0')).join('');
}

/** IPv4 for ::ffff:1.2.3.4, else itself. */
function unmapped(address) {
  return address.startsWith('00000000000000000000ffff') ? address.slice(24) : address;
}

/** {host, port, network, note} of a text, or {fault}. Port 0 and network '': not said. */
function readTarget(written) {
  const target = { host: '', port: 0, network: '', note: '' };
  let text = written.trim();
  if (text === '') return { fault: 'type a host' };
  if (/^[0-9a-fA-F.:]+\/\d+$/.test(text) && readAddress(text.replace(/\/.*/, '')) !== '')
    return { fault: 'a range of addresses is no host: give one address of it' };
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):\/\//.exec(text);
  if (scheme !== null) {
    text = text.slice(scheme[0].length);
    const known = kSchemes[scheme[1].toLowerCase()];
    if (Array.isArray(known)) [target.port, target.network] = known;
  }
  text = text.replace(/[/\\?#][\s\S]*$/, '').replace(/^[\s\S]*@/, '');
  if (/[\u0000-\u0020\u007f]/.test(text)) return { fault: 'it holds a blank' };
  return readHostAndPort(text, target);
}

function readHostAndPort(text, target) {
  const bracketed = /^\[([^\]]*)\](?::(\d*))?$/.exec(text);
  if (bracketed !== null) {
    target.host = bracketed[1];
    if (readAddress(target.host).length !== 32) return { fault: 'what stands in the brackets is no IPv6 address' };
    return readPort(bracketed[2], target);
  }
  if (readAddress(text) !== '') return { ...target, host: text };
  const parts = text.split(':');
  if (parts.length > 2) return { fault: 'it has more than one ":" and is no IPv6 address' };
  const fault = readName(parts[0].replace(/\.+$/, ''), target);
  return fault === '' ? readPort(parts[1], target) : { fault };
}

function readPort(text, target) {
  if (text === undefined || text === '') return target;
  const port = /^\d+$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65535) return { fault: 'the port must be a number from 1 to 65535' };
  return { ...target, port };
}

/** Puts the name into the target as a client sends it; a text: what is wrong with it. */
function readName(name, target) {
  if (name === '') return 'there is no host in it';
  if (name.includes('*')) return 'a pattern is no host: give one name that it takes';
  if (name.startsWith('.')) return 'a name cannot begin with a dot';
  if (name.includes('..')) return 'a name cannot have two dots in a row';
  const sent = /^[\x21-\x7e]*$/.test(name) ? name.toLowerCase() : punycode(name);
  if (!isPageName(sent)) return 'a name has letters, digits, "-", "_" and "." only';
  if (sent.length > 253) return 'the name is longer than 253 bytes';
  if (sent !== name) target.note = 'asked as ' + sent + ', as clients send it';
  target.host = sent;
  return '';
}

function punycode(name) {
  try {
    return new URL('http://' + name).hostname;
  } catch {
    return name;
  }
}

/** The query of a target: what the rules are asked. */
function queryOf({ host, port, network }) {
  const address = unmapped(readAddress(host));
  return { host: address === '' ? host : '', address, dns: '', network: network || 'tcp', port, sourcePort: 0 };
}
