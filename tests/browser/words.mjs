// Words of other people stay words: what others wrote, on every page and in the terminal, makes no element,
// runs nothing, and turns no line around. A community of hostile words is laid beside one of plain words.
// Next: shots.mjs.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { counts, until, visitor } from "./look.mjs";
import { Peer } from "./peer.mjs";

/** One line each: markup, markup that changes when it is read twice, templates, terminals, turned text. */
const HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'\"--></style></title></textarea><svg onload=alert(1)>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=alert(1)&gt;">',
    '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
    '<form><math><mtext></form><form><mglyph><svg><mtext><style><path id="</style><img onerror=alert(1) src>">',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe><meta http-equiv=refresh content=0>',
    "{{constructor.constructor('alert(1)')()}} ${alert(1)} <%= alert(1) %>",
    "javascript:alert(1)//' onmouseover='alert(1)' x='",
    "&lt;script&gt;alert(1)&lt;/script&gt; &#x3c;img src=x onerror=alert(1)&#x3e;",
    "alert(1) \u202Egnp.exe \u2066links\u2069 \u200F\u061Crechts",
    "alert(1) \u001b[31mrood\u001b]0;titel\u0007 \u001b]8;;evil\u001b\\ \u009b2J\u0090q\u009c \b\b\u007f",
];
const PLAIN = HOSTILE.map((_, number) => `woord ${number}`);

/** A name carries as much as fits in one. */
const NAME = "<b onclick=alert(1)>\"'\u001b[7m\u202Ex<img src=x onerror=alert(1)>&lt;";

/** What Markdown may be asked to do; of these only the addresses in SAFE may become links. */
const MARKDOWN = [
    "[a](javascript:alert(1)) [b](JaVaScRiPt:alert(1)) [c](java\tscript:alert(1)) [d](data:text/html,<script>alert(1)</script>)",
    "[e](vbscript:x) [f](file:///etc/passwd) [g](//evil.example) [h](https://ok.example/\"onclick=\"alert(1)) ![i](x onerror=alert(1))",
    "<https://ok.example/?q=1> <javascript:alert(1)> [j](https://ok.example 'title\" onclick=alert(1)') [k](mailto:noor@ok.example)",
    "[l]: javascript:alert(1)\n[l] [m][l]\n\n    <script>alert(1)</script>\n\n```\n<script>alert(1)</script>\n```\n<script>alert(1)</script>",
].join("\n\n");
const SAFE = /^(https?:\/\/ok\.example(\/|$)|mailto:noor@ok\.example$)/;

/** Escapes, and characters that turn or hide text. Tab and line ends are neither. */
const SPOOF = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Where words could turn or hide others, with what stands around; nothing where they can't. */
function spoofs(text) {
    return [...text.matchAll(SPOOF)].map(({ index }) => JSON.stringify(text.slice(Math.max(0, index - 60), index + 20)));
}

/** What is attached under such names: a picture of one pixel, or words. */
const FILES = [
    Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGPQyfABAAGkAOHuK3mLAAAAAElFTkSuQmCC", "base64"),
    Buffer.from("<script>alert(1)</script>"),
];

/** Attaches a file of this name, as far as one may stand in a folder, that is described so. */
function attach(peer, to, line, number) {
    const file = join(peer.folder, line.replaceAll("/", "\u2044"));
    writeFileSync(file, FILES[number % FILES.length]);
    peer.cli("attach", to, file, "--alt", line);
}

/** Two peers and a guest; all words of Eve and the guest are these. Ali reads. */
async function community(lines, name) {
    const [eve, ali, guest] = ["eve", "ali", "guest"].map((who) => new Peer(who));
    await eve.start();
    await ali.start({ dial: eve });
    await guest.start({ dial: eve });
    eve.cli("community", "create", name("gemeenschap"), "--purpose", lines.join(" "), "--name", name("Eve"));
    ali.cli("join", eve.cli("invite").link, "--name", "Ali");
    guest.cli("join", eve.cli("invite").link, "--name", name("Gast"));
    const { members } = await eve.until(["member", "list"], (list) => list.members.length === 3);
    eve.cli("member", "approve", members.find((member) => member.name === "Ali").id);
    await until("Ali is a member", () => ali.cli("community", "list").communities[0].state === "member");

    const goals = lines.map((line) => eve.cli("goal", "add", line, "--text", line).id);
    lines.forEach((line, number) => eve.cli("comment", goals[number % 3], line));
    lines.forEach((line, number) => attach(eve, goals[number % 3], line, number));
    const propose = (line, method) => eve.cli(
        "decision", "propose", line, "--text", line, "--review", "2030-01-01", "--method", method, "--goal", goals[0],
    ).id;
    const open = lines.slice(0, 3).map((line) => propose(line, "consent"));
    for (const [number, id] of open.entries()) {
        eve.cli("decision", "open", id);
        eve.cli("vote", id, number === 1 ? "concern" : "object", "--reason", lines.join(" "));
        eve.cli("comment", id, lines[number]);
    }
    const closed = propose(lines[3], "majority");
    eve.cli("decision", "open", closed);
    eve.cli("vote", closed, "against", "--reason", lines.join(" "));
    eve.cli("decision", "close", closed);
    attach(eve, open[0], lines[6], 0);
    await until("Ali has it all", () => ali.cli("status").heads.join() === eve.cli("status").heads.join());

    const come = () => ["goal", "decision"].every((of) => ali.cli(of, "list")[`${of}s`].every(({ attachments }) =>
        attachments.every(({ state }) => state === "here")));
    await until("Ali has all files", come);

    // Something waits: a guest with such a name, and a rule.
    eve.cli("member", "approve", members.find((member) => member.state === "guest" && member.name !== "Ali").id);
    eve.cli("charter", "propose", "deadline", "14d");
    await until("Ali has what waits", () => ali.cli("change", "list").changes.length === 2);

    // Apart, so that both titles stand beside each other.
    await ali.stop();
    ali.cli("goal", "edit", goals[1], "--title", lines[4]);
    eve.cli("goal", "edit", goals[1], "--title", lines[5]);
    await ali.start({ dial: eve });
    await until("Ali has both titles", () => ali.cli("goal", "show", goals[1]).conflicts.title?.length === 2);
    // Who is on through others, or was on before, stands in a list of its own.
    await until("Ali is with both", () => ali.cli("status").around.filter(({ state }) => state === "connected").length === 2);
    return { ali, goals, decisions: [...open, closed], peers: [eve, ali, guest] };
}

/** Every page that a link leads to, each of its kind: elements by name, and the words on it. */
async function crawl(ali) {
    const page = await visitor(ali);
    const [seen, found, words, faults] = [new Set(), {}, [], []];
    const queue = [new URL(page.url()).pathname, "/", "/start", "/join", "/device-join", "/communities", "/settings", "/about"];
    while (queue.length > 0) {
        const path = queue.shift();
        if (seen.has(path)) continue;
        seen.add(path);
        const response = await page.goto(new URL(path, page.url()).href);
        const source = await response.text();
        faults.push(...spoofs(source).map((where) => `${path}: ${where}`));
        const shown = await page.evaluate(() => {
            const tags = {};
            const wrong = [];
            for (const element of document.querySelectorAll("*")) {
                tags[element.localName] = (tags[element.localName] ?? 0) + 1;
                for (const { name, value } of element.attributes) {
                    if (name.startsWith("on") || ["srcdoc", "style", "formaction"].includes(name)) wrong.push(name);
                    if (["href", "src", "action"].includes(name) && !/^([#/?]|$)|^(https?|mailto):/.test(value)) wrong.push(value);
                }
            }
            const scripts = [...document.scripts].map((script) => new URL(script.src).pathname);
            const links = [...document.querySelectorAll("a[href]")].filter((a) => a.origin === location.origin && !a.closest(".prose"));
            return { tags, wrong, scripts, links: links.map((a) => a.pathname), text: document.body.innerText, title: document.title };
        });
        faults.push(...shown.wrong.map((value) => `${path}: ${value}`));
        assert.equal(shown.scripts.length, 1, `${path} runs ${shown.scripts}`);
        assert.match(shown.scripts[0], /^\/assets\/live\.[0-9a-f]+\.js$/);
        assert.deepEqual(page.complaints, [], path);
        const kind = path.replace(/[0-9a-f]{8,}/g, "#");
        found[kind] ??= { pages: 0 };
        found[kind].pages += 1;
        for (const [tag, number] of Object.entries(shown.tags)) found[kind][tag] = (found[kind][tag] ?? 0) + number;
        words.push(shown.text);
        // Files are no pages.
        queue.push(...shown.links.filter((link) => !/\/archive\/|\/assets\/|\/backup\/file$|\/attachments\/[0-9a-f]+$/.test(link)));
    }
    // The same on many pages is said once.
    assert.deepEqual([...new Set(faults.map((fault) => fault.replace(/[0-9a-f]{8,}/g, "#")))], [], "pages");
    return { page, found, words: words.join("\n"), pages: seen.size };
}

/** Kinds of pages whose elements are others than expected. */
function differences(found, expected) {
    const kinds = new Set([...Object.keys(found), ...Object.keys(expected)]);
    return [...kinds].flatMap((kind) => {
        const tags = new Set([...Object.keys(found[kind] ?? {}), ...Object.keys(expected[kind] ?? {})]);
        // What became other words is marked as such, more often in longer texts.
        if (kind.endsWith("/history")) ["ins", "del", "span"].forEach((tag) => tags.delete(tag));
        // As many numbers as there are tips, and that is chance.
        if (kind.endsWith("/count")) tags.delete("code");
        return [...tags]
            .filter((tag) => found[kind]?.[tag] !== expected[kind]?.[tag])
            .map((tag) => `${kind}: ${found[kind]?.[tag]} ${tag}, not ${expected[kind]?.[tag]}`);
    });
}

/** Every command that reads, as people see it. */
function terminal({ ali, goals, decisions }) {
    const one = (id) => [["goal", "show", id], ["goal", "history", id]];
    const other = (id) => [["decision", "show", id], ["decision", "show", id, "--how"], ["decision", "history", id]];
    const commands = [
        ["community", "list"], ["member", "list"], ["goal", "list"], ["decision", "list"], ["device", "list"],
        ["status"], ["news"], ["log"], ["verify"], ["setting", "show"], ["invite"], ...goals.flatMap(one), ...decisions.flatMap(other),
    ];
    const faults = [];
    let hostile = 0;
    for (const command of commands) {
        const said = ali.text(...command);
        faults.push(...spoofs(said).map((where) => `${command.join(" ")}: ${where}`));
        if (ali.text("--json", ...command).includes("\u001b")) faults.push(`${command.join(" ")} --json: an escape`);
        if (said.includes("alert(1)")) hostile += 1;
    }
    assert.deepEqual(faults, [], "commands");
    assert.ok(hostile > commands.length / 2, `only ${hostile} commands say what was written`);
    return commands.length;
}

async function markdown({ ali, goals }, page) {
    ali.cli("goal", "edit", goals[2], "--text", MARKDOWN);
    await page.goto(new URL(`${new URL(page.url()).pathname.match(/\/c\/[0-9a-f]+/)?.[0]}/goals/${goals[2]}`, page.url()).href);
    const made = await page.locator("#text .prose, .prose").first().evaluate((prose) => ({
        links: [...prose.querySelectorAll("a")].map((a) => ({ href: a.href, more: a.getAttributeNames().filter((name) => !["href", "rel"].includes(name)) })),
        others: [...prose.querySelectorAll("script,img,iframe,form,input,style,svg,object")].length,
    }));
    assert.equal(made.others, 0);
    assert.ok(made.links.length >= 2, `links: ${JSON.stringify(made.links)}`);
    for (const { href, more } of made.links) {
        assert.match(href, SAFE);
        assert.deepEqual(more, [], href);
    }
    // An address that somebody made up is said back as words.
    await page.goto(new URL("/c/%3Cimg%20src=x%20onerror=alert(1)%3E/goals/%1b%5B31m%E2%80%AE", page.url()).href);
    assert.equal(await page.locator("img").count(), 0);
    assert.deepEqual(spoofs(await page.content()), []);
    return made.links.length;
}

export async function words() {
    const plain = await community(PLAIN, (who) => who);
    const expected = await crawl(plain.ali);
    const hostile = await community(HOSTILE, (who) => `${who} ${NAME}`);
    const commands = terminal(hostile);
    const got = await crawl(hostile.ali);
    assert.deepEqual(differences(got.found, expected.found), [], "hostile words made other elements than plain words");
    assert.ok(got.words.split("alert(1)").length > 100, "the words arrived");
    const links = await markdown(hostile, await goHome(got.page));
    assert.deepEqual(got.page.complaints, []);
    counts.looks += got.pages;
    console.log(`words: ${HOSTILE.length} hostile lines on ${got.pages} pages and in ${commands} commands; ${links} links kept`);
    for (const { page } of [expected, got]) await page.context().close();
    for (const peer of [...plain.peers, ...hostile.peers]) {
        await peer.stop();
        peer.remove();
    }
}

async function goHome(page) {
    await page.goto(new URL("/", page.url()).href);
    return page;
}
