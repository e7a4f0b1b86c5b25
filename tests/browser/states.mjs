// Every page, filled and empty and refused: three widths, light and dark, Dutch and English. Next: hostile.mjs.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { counts, look, visitor } from "./look.mjs";
import { Peer } from "./peer.mjs";

/** Pages outside a community. */
const ALONE = ["/communities", "/start", "/join", "/device-join", "/settings", "/about", "/back", "/back/backup"]
    .concat(["/settings/passphrase", "/settings/backup"]);

/** Pages of a community, below its own address. */
const WITHIN = ["", "goals", "goals/new", "decisions", "decisions/new", "members", "members/name", "invite", "around", "doctor"]
    .concat(["log", "devices", "archive", "leave", "changes", "charter", "charter/team", "charter/house_rules", "hidden"]);

/** Width, colours, language: each width in both colours, and English once in each colour. */
export const WAYS = [
    [1200, "light", "nl-NL"], [640, "light", "nl-NL"], [320, "light", "nl-NL"],
    [1200, "dark", "nl-NL"], [640, "dark", "nl-NL"], [320, "dark", "nl-NL"],
    [1200, "light", "en-GB"], [320, "dark", "en-GB"],
];

export async function all(peer, paths, name, ways = WAYS) {
    for (const [width, colorScheme, locale] of ways) {
        const page = await visitor(peer, { viewport: { width, height: 800 }, colorScheme, locale });
        for (const [path, wanted] of paths) {
            const answer = await page.goto(new URL(path, page.url()).href);
            assert.equal(answer.status(), wanted, `${path} answers ${answer.status()}`);
            const heading = await page.getByRole("heading", { level: 1 }).count();
            assert.equal(heading, 1, `${path} has ${heading} main headings`);
            const language = await page.evaluate(() => document.documentElement.lang);
            assert.equal(language, locale.slice(0, 2), path);
            await look(page, `${name} ${path.replace(/^\/c\/[0-9a-f]+/, "").replace(/[0-9a-f]{60,}/, "one")} ${colorScheme} ${language}`);
        }
        await page.context().close();
    }
}

export async function states() {
    const before = counts.looks;
    const linde = new Peer("linde");
    mkdirSync(dirname(linde.profile), { recursive: true });
    const { id } = linde.cli("demo");
    await linde.start();
    const home = `/c/${id.slice(0, 12)}/`;
    const one = (list, status) => list.find((item) => item.status === status)?.id;
    const { decisions } = linde.cli("decision", "list");
    const goals = linde.cli("goal", "list").goals;
    const conflict = goals.find((goal) => Object.keys(goal.conflicts).length > 0) ?? goals[0];
    const draft = one(decisions, "draft");
    const [open, confirmed] = [one(decisions, "open"), one(decisions, "confirmed")];
    assert.ok(draft && open && confirmed, "the demo has a decision of each kind");
    const filled = [
        ...ALONE.map((path) => [path, 200]),
        ...WITHIN.map((path) => [home + path, 200]),
        ...[conflict.id, `${goals[0].id}/edit`, `${conflict.id}/history`].map((path) => [`${home}goals/${path}`, 200]),
        ...[draft, `${draft}/edit`, `${draft}/history`, `${draft}/open`, open, `${open}/count`, `${open}/close`, confirmed, `${confirmed}/count`]
            .map((path) => [`${home}decisions/${path}`, 200]),
        ["/nowhere", 404],
        [`${home}goals/ffffffff`, 404],
        [`${home}decisions/ffffffff`, 404],
        ["/c/000000000000/", 404],
    ];
    await all(linde, filled, "filled");

    // Chosen colours and language win over those of the system and the browser.
    linde.cli("setting", "change", "--theme", "dark", "--language", "en");
    const chosen = await visitor(linde, { colorScheme: "light" });
    await chosen.goto(new URL("/settings", chosen.url()).href);
    assert.equal(await chosen.evaluate(() => document.documentElement.lang), "en");
    const paper = await chosen.evaluate(() => getComputedStyle(document.body).backgroundColor);
    assert.equal(paper, "rgb(23, 29, 26)", "dark paper in a light system");
    await look(chosen, "chosen dark and English");
    await chosen.context().close();
    linde.cli("setting", "change", "--theme", "auto", "--language", "auto");

    // Who isn't signed in is told how to get in, and nothing else.
    const stranger = await visitor(undefined);
    const refused = await stranger.goto(new URL(`http://127.0.0.1:${linde.port}${home}`).href);
    assert.equal(refused.status(), 403);
    assert.ok(!(await stranger.content()).includes("Linde"));
    await look(stranger, "signed out");
    await stranger.context().close();

    // A community that one left stays readable, and says so.
    linde.cli("community", "leave", "--yes");
    await all(linde, ["", "goals", "decisions", "members", "log", "changes", "charter"].map((path) => [home + path, 200]), "left", [WAYS[0], WAYS[5]]);
    await linde.stop();
    linde.remove();

    const empty = new Peer("empty");
    await empty.start();
    await all(empty, [["/", 200], ...ALONE.map((path) => [path, 200])], "empty profile", [WAYS[0], WAYS[5], WAYS[6]]);
    const fresh = empty.cli("community", "create", "Straat", "--purpose", "Samen", "--name", "Ali").id.slice(0, 12);
    await all(empty, WITHIN.map((path) => [`/c/${fresh}/${path}`, 200]), "fresh", [WAYS[0], WAYS[5]]);
    await empty.stop();
    empty.remove();

    await fullDisk();
    console.log(`states: ${counts.looks - before} pages looked at`);
}

// On a disk of two megabytes that is full: a form says so and keeps what was typed, pages stay readable.
async function fullDisk() {
    const peer = new Peer("full");
    mkdirSync(peer.profile, { recursive: true });
    try {
        execFileSync("mount", ["-t", "tmpfs", "-o", "size=3m,mode=700", "tmpfs", peer.profile], { stdio: "pipe" });
    } catch {
        console.log("SKIPPED: states: a full disk needs root to mount one");
        assert.notEqual(process.env.CI, "true", "in CI nothing is skipped");
        return;
    }
    try {
        await peer.start();
        const { id } = peer.cli("community", "create", "Straat", "--purpose", "Samen", "--name", "Ali");
        const page = await visitor(peer);
        await page.goto(new URL(`/c/${id.slice(0, 12)}/goals/new`, page.url()).href);
        execFileSync("sh", ["-c", `cat /dev/zero >${peer.profile}/filler 2>/dev/null || true`]);
        await page.getByLabel("Wat willen jullie bereiken?").fill("Een doel te veel");
        await page.getByLabel("Waarom", { exact: false }).fill("woorden ".repeat(5_000));
        await page.getByRole("button", { name: "Voeg dit doel toe" }).click();
        await page.getByText("Maak ruimte vrij", { exact: false }).first().waitFor();
        assert.equal(await page.getByLabel("Wat willen jullie bereiken?").inputValue(), "Een doel te veel");
        await look(page, "full disk");
        await page.goto(new URL(`/c/${id.slice(0, 12)}/goals`, page.url()).href);
        await look(page, "reading on a full disk");
        await page.context().close();
        await peer.stop();
    } finally {
        execFileSync("umount", ["-l", peer.profile]);
        rmSync(peer.folder, { recursive: true, force: true });
    }
}
