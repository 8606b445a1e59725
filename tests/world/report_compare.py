"""What a page answered beside what `explain` does. Used by report_test."""
import json
import sys

MOST_SHOWN = 8
MOST_SECONDS = 5


def explained(line):
    said = json.loads(line)
    return {"host": said["host"], "row": said["rule_index"], "chain": said["chain"],
            "decides": said["address_decides"],
            "alternatives": [[each["when"], each["answer"]["target"]] for each in said["alternatives"]]}


def compare(page, lines, size):
    results = page["results"]
    told = [(mine, explained(line)) for mine, line in zip(results, lines, strict=True)]
    cannot = [mine for mine, _ in told if "cannot" in mine]
    differ = [pair for pair in told if "cannot" not in pair[0] and pair[0] != pair[1]]
    for mine, theirs in differ[:MOST_SHOWN]:
        print("  page   ", json.dumps(mine, ensure_ascii=False))
        print("  explain", json.dumps(theirs, ensure_ascii=False))
    ended = sum(1 for _, theirs in told if theirs["alternatives"])
    print(f"  {len(results)} hosts, {ended} can end elsewhere: {len(differ)} differ, "
          f"{len(cannot)} cannot be told; page of {int(size) // 1024} KiB open after {page['opened']:.0f} ms, "
          f"answers took {page['took'] / max(1, len(results)):.2f} ms each")
    for mine in cannot[:3]:
        print("  cannot tell", mine["host"], mine["cannot"])
    return not differ and page["opened"] < MOST_SECONDS * 1000


def main():
    if sys.argv[1] == "hosts":
        with open(sys.argv[2], encoding="utf-8") as file:
            print("\n".join(each["host"] for each in json.load(file)["results"]))
        return 0
    with open(sys.argv[2], encoding="utf-8") as page, open(sys.argv[3], encoding="utf-8") as lines:
        return 0 if compare(json.load(page), list(lines), sys.argv[4]) else 1


sys.exit(main())
