// Who decides who is in, and by which rules: changes that wait, the charter, rest, removal, a core team; by
// hand, by keyboard and without script, in every state that they have. Next: states.mjs.
import assert from "node:assert/strict";
import { focus, tabTo } from "./keyboard.mjs";
import { counts, look, until, visitor } from "./look.mjs";
import { Peer } from "./peer.mjs";

/** Seconds after which rest is asked in this street, so that a test can wait for it. */
const REST = 10;

/** Width, colours, language: each width in both colours, and English once in each colour. */
const WAYS = [
    [1200, "light", "nl-NL"], [640, "dark", "nl-NL"], [320, "light", "nl-NL"],
    [1200, "dark", "en-GB"], [640, "light", "nl-NL"], [320, "dark", "en-GB"],
];

const button = (page, name) => page.getByRole("button", { name, exact: false });

/** The address of the only community that somebody is or was in. */
const home = (peer) => `/c/${peer.cli("community", "list").communities[0].id.slice(0, 12)}/`;

/** The pages of a community as each of these ways shows them. */
async function all(peer, paths, name, ways = WAYS) {
    for (const [width, colorScheme, locale] of ways) {
        const page = await visitor(peer, { viewport: { width, height: 800 }, colorScheme, locale });
        for (const path of paths) {
            const answer = await page.goto(new URL(home(peer) + path, page.url()).href);
            assert.equal(answer.status(), 200, path);
            const shown = path.replace(/[0-9a-f]{60,}/, "one");
            await look(page, `together ${name} ${shown} ${colorScheme} ${locale.slice(0, 2)}`);
        }
        await page.context().close();
    }
}

/** Somebody's page of the community. */
async function open(peer, path, options) {
    const page = await visitor(peer, options);
    await page.goto(new URL(home(peer) + path, page.url()).href);
    return page;
}

const level = (one, others) => until(`${others.map((peer) => peer.name)} have what ${one.name} has`, () => {
    const heads = one.cli("status").heads.join();
    return others.every((other) => other.cli("status").heads.join() === heads);
});

const one = (peer, what) => peer.cli("change", "list").changes.find((change) => change.what === what);
const clause = (peer, key) => peer.cli("change", "list").changes.find(({ clause }) => clause?.key === key);
const member = (peer, name) => peer.cli("member", "list").members.find((member) => member.name === name);

/** Ali founds; the others come in, each let in by those before; Gijs stays a guest of Bea. */
async function street() {
    const names = ["Ali", "Bea", "Cor", "Els", "Gijs"];
    const peers = names.map((name) => new Peer(name.toLowerCase()));
    const [ali, ...others] = peers;
    await ali.start();
    for (const other of others) await other.start({ dial: ali });
    ali.cli("community", "create", "Lindestraat", "--purpose", "Een fijne straat", "--name", "Ali");
    const inside = [ali];
    for (const [number, other] of others.entries()) {
        const name = names[number + 1];
        const sponsor = name === "Gijs" ? others[0] : ali;
        other.cli("join", sponsor.cli("invite").link, "--name", name);
        if (name === "Gijs") break;
        for (const voter of inside) {
            await until(`${name} waits at ${voter.name}'s`, () => member(voter, name));
            if (member(voter, name).state === "guest") voter.cli("member", "approve", name);
            await level(ali, [...inside, other]).catch(() => {});
        }
        await until(`${name} is in`, () => other.cli("community", "list").communities[0].state === "member");
        inside.push(other);
    }
    await until("Gijs is a guest", () => others[3].cli("community", "list").communities[0].state === "guest");
    await level(ali, others);
    return peers;
}

export async function together() {
    const before = counts.looks;
    const [ali, bea, cor, els, gijs] = await street();
    const ids = Object.fromEntries(["Ali", "Bea", "Cor", "Els", "Gijs"].map((name) => [name, member(ali, name).id]));

    // Nothing waits but the guest, and the charter is as it began.
    await all(ali, ["changes", "charter", "charter/team"], "usual");
    await all(ali, ["charter/method", "charter/quorum", "charter/deadline", "charter/proxies", "charter/organisations"], "usual", [WAYS[0], WAYS[1], WAYS[5]]);
    const person = (name) => [`members/${ids[name]}`, `members/${ids[name]}/rest`, `members/${ids[name]}/remove`, `members/${ids[name]}/dismiss`];
    await all(ali, [...person("Els"), ...person("Gijs"), ...person("Ali")], "person", [WAYS[0], WAYS[5]]);

    // Somebody is blocked, which nobody else sees, and not any more.
    const blind = await open(ali, `members/${ids.Els}`, { javaScriptEnabled: false });
    await button(blind, "Blokkeer Els").click();
    await blind.getByText("Je hebt Els geblokkeerd", { exact: false }).waitFor();
    assert.equal(member(ali, "Els").blocked, true);
    assert.equal(member(bea, "Els").blocked, false);
    await all(ali, [`members/${ids.Els}`], "blocked", [WAYS[0], WAYS[5]]);
    await button(blind, "Blokkeer Els niet meer").click();
    await button(blind, "Blokkeer Els").waitFor();
    assert.equal(member(ali, "Els").blocked, false);
    await blind.context().close();

    // A form that is refused keeps what was typed.
    const a = await open(ali, "charter/deadline");
    await a.getByLabel("Hoeveel dagen?", { exact: false }).fill("veertien");
    await button(a, "Stel dit voor").click();
    await a.locator(".fault").first().waitFor();
    assert.equal(await a.getByLabel("Hoeveel dagen?", { exact: false }).inputValue(), "veertien");
    await look(a, "together days refused");
    await a.getByLabel("Hoeveel dagen?", { exact: false }).fill("14");
    await button(a, "Stel dit voor").click();
    await a.getByText("Een stemming staat gewoonlijk 14 dagen open.").first().waitFor();
    await a.getByText("1 van de 3 nodig").waitFor();
    await look(a, "together proposed");
    await level(ali, [bea, cor, els]);
    els.cli("charter", "propose", "deadline", "21d");
    await level(els, [ali, bea, cor]);

    // Bea has no script, Cor no mouse.
    await all(bea, ["", "changes", "decisions", "charter"], "asked");
    const b = await open(bea, "", { javaScriptEnabled: false });
    await b.getByText("Ali vroeg dit.", { exact: false }).waitFor();
    await b.getByRole("link", { name: "Bekijk en beslis", exact: false }).first().click();
    await button(b, "Ik ben ervoor: 14 dagen").click();
    await b.getByRole("heading", { name: "Waar jij voor bent" }).waitFor();
    await button(b, "Toch niet").first().click();
    await button(b, "Ik ben ervoor: 14 dagen").click();
    await b.getByRole("heading", { name: "Waar jij voor bent" }).waitFor();
    await level(bea, [ali, cor, els]);
    const c = await open(cor, "changes");
    await tabTo(c, "Ik ben ervoor: 14 dagen");
    await c.keyboard.press("Enter");
    await until("the rule holds", () => ali.cli("charter", "show").clauses.some(({ clause }) => clause.key === "deadline" && clause.value === String(14 * 86_400)));
    await a.getByText("Waar jij voor bent").waitFor({ state: "detached" });
    // What Els asked has been overtaken: said where the button was.
    await a.getByText("Er geldt intussen een andere regel.", { exact: false }).waitFor();
    await a.reload();
    await look(a, "together overtaken");
    await a.goto(new URL("charter", a.url()).href);
    await look(a, "together a rule that changed");

    // A core team by keyboard, and what waits when there is one.
    await c.goto(new URL("charter/team", c.url()).href);
    await tabTo(c, "Geen kernteam");
    await c.keyboard.press("ArrowDown");
    for (const name of ["Ali", "Bea", "Cor"]) {
        await tabTo(c, name);
        await c.keyboard.press("Space");
    }
    assert.equal((await focus(c)).type, "checkbox");
    await tabTo(c, "Uitslagen vaststellen");
    await c.keyboard.press("Space");
    await look(c, "together a core team typed");
    await tabTo(c, "Stel dit voor");
    await c.keyboard.press("Enter");
    await c.getByText("Ons kernteam is", { exact: false }).first().waitFor();
    await look(c, "together a core team proposed");
    await level(cor, [ali, bea, els]);
    for (const peer of [ali, bea]) {
        peer.cli("change", "approve", clause(peer, "team").id);
        await level(peer, [ali, bea, cor, els]);
    }
    await until("there is a core team", () => ali.cli("charter", "show").core.length === 3);
    ali.cli("member", "rest", "Els");
    bea.cli("charter", "propose", "quorum", "2/3");
    ali.cli("member", "approve", "Gijs");
    await level(ali, [bea, cor, els]);
    await all(bea, ["", "changes", "charter", "charter/team", "decisions", "members", `members/${ids.Els}`], "core team");
    await b.goto(new URL("changes", b.url()).href);
    await button(b, "Laat iedereen beslissen").first().click();
    await b.getByText("Jij vroeg dat iedereen dit beslist.").first().waitFor();
    await all(bea, ["changes"], "objected", [WAYS[0], WAYS[2]]);
    await all(gijs, ["", "changes", "charter", "charter/quorum", `members/${ids.Els}`], "guest", [WAYS[0], WAYS[5]]);
    await all(els, ["", "changes", `members/${ids.Els}`], "about you", [WAYS[0], WAYS[5]]);

    // Cor is removed; with two out of the team it has lost its people.
    await a.goto(new URL(`members/${ids.Cor}/remove`, a.url()).href);
    await a.getByText("Het geldt zodra 3 van de 3 anderen het willen", { exact: false }).waitFor();
    await button(a, "Stel voor: Cor eruit").click();
    await a.getByText("Cor gaat uit de gemeenschap").first().waitFor();
    await look(a, "together a removal proposed");
    await level(ali, [bea, cor, els]);
    await all(cor, ["", "changes", `members/${ids.Cor}`], "to be removed", [WAYS[2], WAYS[3]]);
    for (const peer of [bea, els]) {
        peer.cli("change", "approve", one(peer, "remove").id);
        await level(peer, [ali, bea, els]);
    }
    await until("Cor hears of it", () => cor.cli("community", "list").communities[0].state === "removed");
    await all(cor, ["", "changes", "charter", "charter/quorum", "members", "decisions", "leave"], "removed", [WAYS[0], WAYS[5]]);
    await all(ali, ["", "charter", "changes", "members", `members/${ids.Cor}`], "team that lost its people");

    // Gijs is sent away by Bea, who invited him.
    await b.goto(new URL(`members/${ids.Gijs}/dismiss`, b.url()).href);
    await button(b, "Stuur Gijs weg").click();
    await b.getByText("Gijs was te gast en is weggestuurd.", { exact: false }).waitFor();
    await until("Gijs hears of it", () => gijs.cli("community", "list").communities[0].state === "dismissed");
    await all(gijs, ["", "members", "charter"], "sent away", [WAYS[0], WAYS[5]]);

    // Els is put to rest, and back with one tap.
    bea.cli("member", "rest", "Els");
    await level(bea, [ali, els]);
    await until("Els is at rest", () => {
        // What was asked before Els did something means nothing now.
        const change = ali.cli("change", "list").changes.findLast(({ what }) => what === "rest");
        if (change && !change.approved) ali.cli("change", "approve", change.id);
        return els.cli("community", "list").communities[0].state === "resting";
    });
    await all(ali, ["members", `members/${ids.Els}`], "rest", [WAYS[0], WAYS[5]]);
    await all(els, ["", "changes", "charter/quorum"], "at rest", [WAYS[0], WAYS[5]]);
    // Who is at rest is asked too, and told that an answer brings them back.
    const e = await open(els, "changes");
    await e.getByText("Je bent in rust. Met je antwoord ben je terug", { exact: false }).first().waitFor();
    await e.goto(new URL(home(els), e.url()).href);
    await button(e, "Ik ben er weer").click();
    await until("Els is back", () => ali.cli("member", "list").members.some(({ name, state }) => name === "Els" && state === "member"));
    await e.context().close();

    // Nobody hears of Els for long: asked at home, and done by nobody but a person.
    ali.cli("charter", "propose", "rest", String(REST));
    await level(ali, [bea, els]);
    bea.cli("change", "approve", clause(bea, "rest").id);
    await level(bea, [ali, els]);
    await new Promise((resolve) => setTimeout(resolve, (REST + 1) * 1_000));
    bea.cli("goal", "add", "Een tuin");
    await level(bea, [ali, els]);
    const written = ali.cli("status").acts;
    await all(ali, [""], "silence", [WAYS[0], WAYS[2]]);
    assert.equal(ali.cli("status").acts, written, "looking proposes nothing");
    // Bea puts it off, without script; Ali doesn't. Each is asked while the other was just heard of.
    const quiet = await open(bea, "", { javaScriptEnabled: false });
    ali.cli("goal", "edit", "Een tuin", "--text", "Met bonen.");
    await level(ali, [bea, els]);
    await quiet.reload();
    const silence = quiet.getByRole("heading", { name: "Van Els hoorden we al een poos niets" });
    await silence.waitFor();
    await button(quiet, /^Vraag het me over een maand.*Els$/).click();
    await silence.waitFor({ state: "detached" });
    await quiet.context().close();
    await b.goto(new URL(`${home(bea)}members/${ids.Els}`, b.url()).href);
    await b.getByText("laatst gehoord:", { exact: false }).waitFor();
    bea.cli("goal", "edit", "Een tuin", "--text", "Met sla.");
    await level(bea, [ali, els]);
    await a.goto(new URL(home(ali), a.url()).href);
    await a.getByRole("heading", { name: "Van Els hoorden we al een poos niets" }).waitFor();
    await button(a, "Stel voor: Els in rust").click();
    await a.getByText("Els gaat in rust, tot Els weer iets doet").first().waitFor();

    for (const page of [a, b, c]) await page.context().close();
    for (const peer of [ali, bea, cor, els, gijs]) {
        await peer.stop();
        peer.remove();
    }
    await apart();
    console.log(`together: ${counts.looks - before} pages looked at`);
}

// Two rules that were adopted apart: both shown, what held before holds, and one tap settles it.
async function apart() {
    const [one, two] = [new Peer("one"), new Peer("two")];
    await one.start();
    await two.start({ dial: one });
    one.cli("community", "create", "Lindestraat", "--purpose", "Een fijne straat", "--name", "Ali", "--charter", "friends");
    two.cli("device", "join", one.cli("device", "enrol").link);
    await until("the second device is in", () => two.cli("community", "list").communities[0]?.state === "member");
    await level(one, [two]);
    await two.stop();
    one.cli("charter", "propose", "deadline", "14d");
    two.cli("charter", "propose", "deadline", "21d");
    await two.start({ dial: one });
    await until("the rules conflict", () => one.cli("charter", "show").clauses.some(({ conflict }) => conflict.length === 2));
    await all(one, ["charter", "charter/deadline"], "conflict");
    const page = await open(one, "charter/deadline");
    await page.getByRole("button", { name: /^Kies deze.*21 dagen/ }).click();
    await page.getByText("Een stemming staat gewoonlijk 21 dagen open.").waitFor();
    assert.equal(await page.getByText("los van elkaar verschillende regels").count(), 0);
    await page.context().close();
    for (const peer of [one, two]) {
        await peer.stop();
        peer.remove();
    }
}
