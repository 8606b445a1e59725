"""Drives `clashlint explain PROFILE` at a terminal and looks at its screen.

Each step types something and waits until the screen shows what it should.
"""

import pathlib
import re
import sys
import time

import pexpect
import pyte

COLUMNS, ROWS = 160, 200
program = sys.argv[1]
PROFILE = pathlib.Path("profile.yaml")


class Terminal:
    """The program behind a terminal that keeps what is on its screen."""

    def __init__(self, *command):
        self.screen = pyte.Screen(COLUMNS, ROWS)
        self.stream = pyte.ByteStream(self.screen)
        self.child = pexpect.spawn(command[0], list(command[1:]), dimensions=(ROWS, COLUMNS), timeout=1)

    def text(self):
        return "\n".join(line.rstrip() for line in self.screen.display).rstrip()

    def read(self):
        try:
            self.stream.feed(self.child.read_nonblocking(65536, timeout=0.05))
        except pexpect.TIMEOUT:
            pass
        except pexpect.EOF:
            return False
        return True

    def wait(self, wanted, what, behind="", seconds=20):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            alive = self.read()
            if re.search(wanted, self.text()) and re.search(behind, self.text()):
                return
            if not alive:
                break
        print(self.text())
        sys.exit(f"FAILED: {what}: no {wanted!r} on this screen")

    def clear(self):
        self.read()
        self.screen.reset()

    def type(self, keys):
        self.child.send(keys)

    def ask(self, line, wanted, what):
        """Types a line on a clean screen; the prompt has to come back behind the answer."""
        self.clear()
        self.type(line + "\r")
        self.wait(wanted, what, behind=r"\n[^\n]*> *$")
        print(f"ok: {what}")

    def shows(self, keys, wanted, what):
        self.type(keys)
        self.wait(wanted, what)
        print(f"ok: {what}")

    def ends(self, what):
        end = time.monotonic() + 10
        while time.monotonic() < end and self.read():
            pass
        self.child.close()
        if self.child.exitstatus != 0:
            print(self.text())
            sys.exit(f"FAILED: {what}: exit code {self.child.exitstatus}, signal {self.child.signalstatus}")
        print(f"ok: {what}")


def rewrite(old, new):
    text = PROFILE.read_text()
    assert old in text, old
    PROFILE.write_text(text.replace(old, new, 1))


def test_answers(t):
    t.wait(r"type a host.*\n\n> *$", "the greeting")
    t.ask("openrouter.ai", r"openrouter\.ai → 🔭", "a host answers at once")
    t.ask("udp", r"openrouter\.ai \(UDP\) → DIRECT[\s\S]*\nudp >", "what holds is shown, and answered at once")
    t.ask("port 443", r"openrouter\.ai:443 \(UDP\)[\s\S]*\nudp, port 443 >", "a second one beside it")
    t.ask("ip 203.0.113.1", r"line 123  GEOIP,CN,DIRECT", "an address that is known")
    t.ask("reset ip", r"\nudp, port 443 >", "one is forgotten")
    t.ask("process ollama", r"line 113  PROCESS-NAME,ollama", "a process")
    t.ask("reset", r"openrouter\.ai → 🔭[\s\S]*\n> *$", "all is forgotten")
    t.ask("dns 203.0.113.1", r"→ DIRECT[\s\S]*by line 123", "what DNS answers")
    t.ask("dns none", r"by line 126", "a name that is not found")
    t.ask("reset dns", r"\n> *$", "DNS is open again")
    t.ask("select Final=DIRECT", r"select Final=DIRECT >", "a choice in a group")
    t.ask("example.com", r"example\.com → Final → DIRECT", "which holds for the next host")
    t.ask("select Final=nowhere", r"has no member", "a member that is not there")
    t.ask("port x", r"port must be a number", "a port that is none")
    t.ask("reset", r"\n> *$", "the choice is forgotten")


def test_settings(t):
    settings = ["network udp", "src-ip 192.0.2.9", "src-port 5000", "process-path /usr/bin/curl", "uid 1000", "dscp 46",
                "sniff-host a.example.com", "in-type SOCKS5", "in-name mixed", "in-user me", "in-port 7890", "tcp"]
    for setting in settings:
        shown = {"network udp": "udp", "tcp": ""}.get(setting, setting)
        t.ask(setting, rf"{shown} > *$" if shown else r"\n> *$", f"{setting} holds")
        if shown:
            t.ask("reset", r"\n> *$", "and is forgotten")
    t.ask("sub-rules nowhere", r"there are no sub-rules", "sub-rules that there are not")
    t.ask("dns 1.2.3", r"dns must be an IPv4 or IPv6 address", "an address that is none")


def test_questions(t):
    t.ask("api.openai.com", r"line 125  DOMAIN-KEYWORD", "another host")
    t.ask("rule 127", r"leads to  Final → HK-01[\s\S]*takes ", "what a rule gets")
    t.ask("why not 127", r"does not get api\.openai\.com: line 125[^\n]* takes it first", "why a rule does not get it")
    t.ask("why not 112", r"company\.yaml is missing", "why not a list that is not there")
    t.ask("why not docker.io", r"line 118[\s\S]*does not get", "a rule by a piece of its text")
    t.ask("why not 3", r"line 3 holds no rule", "a line without a rule")
    t.ask("why", r"Looked at:[\s\S]*line 125", "every rule that was looked at")
    t.ask("who else", r"\* line 125[\s\S]*line 127[\s\S]*line 130[\s\S]*line 132", "all that would take it, in order")
    t.ask("service openrouter", r"OpenRouter goes[\s\S]*clerk\.openrouter\.ai", "a service")
    t.ask("service nothing", r"there is no service[\s\S]*Services:", "a service that there is not")
    t.ask("find to DIRECT under docker.io", r"PROCESS-NAME,ollama", "connections with a property")
    t.ask("find nonsense", r"find: ", "an option of find that there is not")
    t.ask("help", r"who else[\s\S]*select GROUP=NODE", "help")
    t.ask("münchen.de", r"xn--mnchen-3ya\.de \(münchen\.de\) →", "both forms of a name")
    t.ask("not a question", r"is no host", "what is no question")


def test_pastes(t):
    log = 'level=info msg="[TCP] 192.168.1.2:5123(curl) --> openrouter.ai:443 match GeoIP(cn) using DIRECT[DIRECT]"'
    t.ask(log, r"openrouter\.ai:443 →[\s\S]*the log says: line 123", "a line of the core's log")
    t.ask("curl: (6) Could not resolve host: api.openai.com", r"api\.openai\.com →", "an error of curl")
    t.ask("a.example.com, b.openai.com", r"  *a\.example\.com *→ Final[\s\S]*b\.openai\.com *→ 🔭", "a list on one line")
    t.clear()
    t.type("openrouter.ai\nhttps://registry.npmjs.org/x\nexample.com\n")
    t.wait(r"openrouter\.ai +→[^\n]*\n[^\n]*registry\.npmjs\.org:443 +→[^\n]*\n[^\n]*example\.com +→", "a list on lines")
    t.wait(r"\n> *$", "the prompt behind a list")
    print("ok: lines that are pasted together are one table")


def test_editing(t):
    t.clear()
    t.shows("\x10", r"> *example\.com$", "the last line comes back")
    t.shows("\x15openr\t", r"> openrouter\.ai *$", "a host is completed")
    t.shows("\x15who\t", r"> who else *$", "a command is completed")
    t.shows("\x15select Fin\t", r"> select Final=$", "a group is completed")
    t.shows("HK\t", r"> select Final=HK-01", "its member is completed")
    t.shows("\x15service openr\t", r"> service openrouter *$", "a service is completed")
    t.shows("\x15select \t", r"🔭 OpenRouter\+LLM=[\s\S]*> select *$", "several are shown")
    t.shows("\x15rule 12\t", r"126  DOMAIN-SUFFIX,openrouter\.ai[\s\S]*> rule 12$", "rules are shown with their text")
    t.shows("\x15find und\t", r"> find under *$", "an option of find is completed")
    t.shows("docker.i\t", r"> find under docker\.io *$", "and the name behind it")
    t.shows("\x15select 🔭 Open\t", r"> select 🔭 OpenRouter\+LLM=$", "a name with a wide letter and a blank")
    t.clear()
    t.shows("\x03", r"\^C\n> *$", "Ctrl-C begins a new line")
    t.ask("openrouter.ai", r"openrouter\.ai →", "and the prompt goes on")


def test_reload(t):
    t.clear()
    t.type("half a li")
    t.wait(r"half a li$", "a line that is not finished")
    rewrite("DOMAIN-SUFFIX,openrouter.ai,🔭 OpenRouter+LLM", "DOMAIN-SUFFIX,openrouter.ai,Final")
    t.wait(r"profile\.yaml has changed\.\nopenrouter\.ai → Final → HK-01\n  by line 126[^\n]*\n  before: 🔭[^\n]*line 126",
           "the new way of the last host")
    t.wait(r"> half a li$", "the line that was being typed")
    print("ok: a change is told while somebody types, and the line stays")
    t.clear()
    rewrite("  - MATCH,Final\n", "  - MATCH,Nowhere\n")
    t.wait(r"has changed; answers are still of what was read before[\s\S]*Nowhere", "a profile that cannot be used")
    print("ok: a profile that the core refuses")
    t.type("\x15")
    t.ask("openrouter.ai", r"→ Final", "answers are still given")
    t.clear()
    rewrite("  - MATCH,Nowhere\n", "  - MATCH,Final\n")
    t.wait(r"profile\.yaml has changed\.\nopenrouter\.ai goes as before", "mended")
    print("ok: and one that is mended")
    t.clear()
    pathlib.Path("rules/company.yaml").write_text("payload:\n  - +.openrouter.ai\n")
    t.wait(r"company\.yaml has changed\.\nopenrouter\.ai → DIRECT\n  by line 112", "a list that has come")
    print("ok: a list that was missing and has come")


def test_stop():
    shell = Terminal("bash", "--norc", "--noprofile", "-i")
    shell.type(f"PS1='shell% '; {program} explain profile.yaml\r")
    shell.wait(r"\n> *$", "the prompt in a shell")
    shell.type("half")
    shell.wait(r"> half$", "a line that is not finished")
    shell.type("\x1a")
    shell.wait(r"[Ss]topped[\s\S]*shell% *$", "Ctrl-Z")
    shell.clear()
    shell.type("fg\r")
    shell.wait(r"> half$", "the line is there again")
    shell.type("\x15quit\r")
    shell.wait(r"shell% *$", "the shell again")
    shell.child.close(force=True)
    print("ok: Ctrl-Z, and back to the same line")


def main():
    t = Terminal(program, "explain", "profile.yaml")
    for test in (test_answers, test_settings, test_questions, test_pastes, test_editing, test_reload):
        test(t)
    t.type("\x04")
    t.ends("Ctrl-D ends it")
    again = Terminal(program, "explain", "profile.yaml", "--udp")
    again.wait(r"\nudp > *$", "what the command line holds")
    again.shows("\x10\x10", r"udp > \S", "the history of the time before")
    again.type("\x15quit\r")
    again.ends("quit ends it")
    third = Terminal(program, "explain", "profile.yaml")
    third.wait(r"\n> *$", "the prompt")
    third.type("exit\r")
    third.ends("exit ends it")
    test_stop()


main()
