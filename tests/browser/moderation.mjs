// House rules, what is folded away behind them, an appeal, who speaks for an organisation: by hand, by
// keyboard and without script, in every state that they have. Next: states.mjs.
import assert from "node:assert/strict";
import { tabTo } from "./keyboard.mjs";
import { counts, look, until, visitor } from "./look.mjs";
import { Peer } from "./peer.mjs";

/** Width, colours, language: the narrow and the wide one in both colours, and English once in each. */
const WAYS = [
    [1200, "light", "nl-NL"], [320, "light", "nl-NL"],
    [1200, "dark", "en-GB"], [320, "dark", "nl-NL"],
];

const RULE = "We praten over wat iemand doet, niet over wie iemand is";

const button = (page, name) => page.getByRole("button", { name, exact: false });
const link = (page, name) => page.getByRole("link", { name, exact: false });

/** The address of the only community that somebody is in. */
const home = (peer) => `/c/${peer.cli("community", "list").communities[0].id.slice(0, 12)}/`;

async function all(peer, paths, name, ways = WAYS) {
    for (const [width, colorScheme, locale] of ways) {
        const page = await visitor(peer, { viewport: { width, height: 800 }, colorScheme, locale });
        for (const path of paths) {
            const answer = await page.goto(new URL(home(peer) + path, page.url()).href);
            assert.equal(answer.status(), 200, path);
            const shown = path.replace(/[0-9a-f]{60,}/g, "one");
            await look(page, `moderation ${name} ${shown} ${colorScheme} ${locale.slice(0, 2)}`);
        }
        await page.context().close();
    }
}

async function open(peer, path, options) {
    const page = await visitor(peer, options);
    await page.goto(new URL(home(peer) + path, page.url()).href);
    return page;
}

const level = (one, others) => until(`${others.map((peer) => peer.name)} have what ${one.name} has`, () => {
    const heads = one.cli("status").heads.join();
    return others.every((other) => other.cli("status").heads.join() === heads);
});

/** Ali founds; Bea and Dorpshuis, an organisation, come in. */
async function street() {
    const peers = ["ali", "bea", "huis"].map((name) => new Peer(name));
    const [ali, bea, huis] = peers;
    await ali.start();
    await bea.start({ dial: ali });
    await huis.start({ dial: ali });
    ali.cli("community", "create", "Lindestraat", "--purpose", "Een fijne straat", "--name", "Ali");
    const member = (peer, name) => peer.cli("member", "list").members.find((member) => member.name === name);
    bea.cli("join", ali.cli("invite").link, "--name", "Bea");
    await until("Bea waits", () => member(ali, "Bea")?.state === "guest");
    ali.cli("member", "approve", "Bea");
    await until("Bea is in", () => bea.cli("community", "list").communities[0].state === "member");
    huis.cli("join", ali.cli("invite").link, "--name", "Dorpshuis", "--kind", "organisation");
    for (const voter of [ali, bea]) {
        await until("the hall waits", () => member(voter, "Dorpshuis") !== undefined);
        if (member(voter, "Dorpshuis").state === "guest") voter.cli("member", "approve", "Dorpshuis");
        await level(ali, [bea, huis]).catch(() => {});
    }
    await until("the hall is in", () => huis.cli("community", "list").communities[0].state === "member");
    await level(ali, [bea, huis]);
    return { peers, id: member(ali, "Dorpshuis").id };
}

export async function moderation() {
    const before = counts.looks;
    const { peers, id } = await street();
    const [ali, bea, huis] = peers;
    const goal = ali.cli("goal", "add", "Een tuin", "--text", "Met sla").id;
    const remark = bea.cli("comment", goal, "Het dorpshuis doet nooit iets. Wat een sukkels zitten daar.").id;
    await level(bea, [ali, huis]);

    // Without house rules nothing can be hidden, and the way to one is there.
    await all(ali, ["hidden", `hidden/${remark}`, "charter", "charter/house_rules"], "none yet");
    const a = await open(ali, `hidden/${remark}`);
    await link(a, "Stel een huisregel voor").click();
    await a.getByLabel("De regel, in één zin").fill(RULE);
    await a.getByLabel("Wat je er verder over wilt zeggen", { exact: false }).fill("Noem wat er **gebeurde**.");
    await button(a, "Stel deze huisregel voor").click();
    await a.getByRole("heading", { name: "Nieuwe huisregel" }).waitFor();
    await look(a, "moderation a rule proposed");
    await level(ali, [bea, huis]);
    await all(bea, ["changes", "charter", ""], "a rule waits", [WAYS[0], WAYS[3]]);
    // The same again is being in favour.
    bea.cli("charter", "write", RULE, "--text", "Noem wat er **gebeurde**.");
    await level(bea, [ali, huis]);
    assert.equal(huis.cli("moderation", "list").house_rules.length, 1);
    ali.cli("charter", "write", "Houd het kort");
    await level(ali, [bea, huis]);
    bea.cli("charter", "propose", "house_rules", "add Houd het kort");
    await level(bea, [ali, huis]);
    ali.cli("charter", "propose", "house_rules", "drop Houd het kort");
    await level(ali, [bea, huis]);
    await all(ali, ["charter", "charter/house_rules", "changes"], "rules hold", [WAYS[0], WAYS[1], WAYS[3]]);

    // The hall has no script: from the comment to the rule, and one button.
    await all(huis, [`goals/${goal}`, `hidden/${remark}`], "a case asked", [WAYS[0], WAYS[1]]);
    const h = await open(huis, `goals/${goal}`, { javaScriptEnabled: false, viewport: { width: 320, height: 700 } });
    await link(h, /Dit gaat tegen een huisregel in.*Bea schreef/).click();
    await button(h, `Verberg dit om: ${RULE.slice(0, 20)}`).click();
    await h.getByText("Jij vindt dat dit verborgen moet zijn.").waitFor();
    await level(huis, [ali, bea]);
    await all(ali, [`goals/${goal}`], "one finds so");
    assert.equal(ali.cli("goal", "show", goal).comments[0].fold.hidden, false, "nobody hides anything alone");

    // Ali by keyboard.
    await a.goto(new URL(`${home(ali)}goals/${goal}`, a.url()).href);
    await tabTo(a, "Bekijk en zeg wat jij vindt");
    await a.keyboard.press("Enter");
    await a.getByRole("heading", { name: "Gaat dit tegen een huisregel in?" }).waitFor();
    await tabTo(a, "Verberg dit om: We praten");
    await a.keyboard.press("Enter");
    await a.getByRole("heading", { name: "Dit is nu verborgen." }).waitFor();
    await level(ali, [bea, huis]);
    await all(ali, [`goals/${goal}`, "hidden", `hidden/${remark}`, "log", "charter"], "hidden");

    // Folded away, and open with one tap, also without script.
    await h.goto(new URL(`${home(huis)}goals/${goal}`, h.url()).href);
    const folded = h.getByText("Wat een sukkels", { exact: false });
    assert.equal(await folded.isVisible(), false);
    await h.getByText("Verborgen door Dorpshuis en Ali om de huisregel", { exact: false }).click();
    assert.ok(await folded.isVisible());
    await a.goto(new URL(`${home(ali)}goals/${goal}`, a.url()).href);
    await a.getByText("Verborgen door Dorpshuis en Ali om de huisregel", { exact: false }).click();
    await look(a, "moderation opened");

    // Bea reads her own words, and appeals.
    await all(bea, [`goals/${goal}`, `hidden/${remark}`], "own", [WAYS[0], WAYS[3]]);
    const b = await open(bea, `goals/${goal}`);
    assert.ok(await b.getByText("Wat een sukkels", { exact: false }).isVisible(), "who wrote it reads it");
    await button(b, "Ik vind dat dit zichtbaar moet zijn").click();
    await b.getByText("Je vroeg de anderen om dit te laten zien.", { exact: false }).first().waitFor();
    await look(b, "moderation appealed");
    await level(bea, [ali, huis]);

    // A fourth, who said nothing yet, is asked until she did.
    const cor = new Peer("cor");
    await cor.start({ dial: ali });
    cor.cli("join", ali.cli("invite").link, "--name", "Cor");
    for (const voter of [ali, bea, huis]) {
        await until("Cor waits", () => voter.cli("member", "list").members.some(({ name }) => name === "Cor"));
        if (cor.cli("community", "list").communities[0].state !== "member") voter.cli("member", "approve", "Cor");
        await level(ali, [bea, huis, cor]).catch(() => {});
    }
    await until("Cor is in", () => cor.cli("community", "list").communities[0].state === "member");
    await all(cor, ["", `goals/${goal}`, `hidden/${remark}`], "asked");
    const c = await open(cor, "");
    await c.getByRole("heading", { name: "Bea vraagt: laat dit zien" }).waitFor();
    await link(c, "Bekijk het en kies").click();
    await button(c, "Laat dit zien").click();
    await c.getByText("Jij vindt dat dit te zien moet zijn.").waitFor();
    await c.goto(new URL(home(cor), c.url()).href);
    assert.equal(await c.getByText("Bea vraagt", { exact: false }).count(), 0);
    await level(cor, [ali, bea, huis]);

    // A goal and a proposal with its option.
    const asked = ["--text", "Wat een plan", "--review", "2030-01-01", "--method", "approval", "--option", "rood", "--option", "geel"];
    const decision = bea.cli("decision", "propose", "Domme kleur", ...asked);
    await level(bea, [ali, huis, cor]);
    const rude = cor.cli("goal", "add", "Weg met het dorpshuis", "--text", "Sukkels").id;
    await level(cor, [ali, bea, huis]);
    await all(ali, [`decisions/${decision.id}`, `goals/${rude}`], "before", [WAYS[0], WAYS[1]]);
    for (const peer of [ali, huis]) {
        for (const what of [decision.id, decision.options[1].id, rude]) peer.cli("moderation", "hide", what, RULE);
        await level(peer, [ali, bea, huis, cor]);
    }
    await all(ali, ["goals", "decisions", `decisions/${decision.id}`, `goals/${rude}`, "hidden"], "goal and proposal");
    await all(bea, [`decisions/${decision.id}`], "own proposal", [WAYS[0], WAYS[3]]);
    huis.cli("moderation", "show", rude);
    await level(huis, [ali, bea, cor]);
    assert.equal(ali.cli("goal", "show", rude).fold.hidden, false);

    // Erased: one's own words without script, and another's asked from where one says that they should be hidden.
    const shed = huis.cli("comment", goal, "Op nummer 12 staat een schuur leeg.").id;
    await level(huis, [ali, bea, cor]);
    await h.goto(new URL(`${home(huis)}goals/${goal}`, h.url()).href);
    await link(h, /Wissen.*nummer 12/).click();
    await all(huis, [`erase/${shed}`], "a comment of one's own to erase", [WAYS[0], WAYS[1], WAYS[3]]);
    await button(h, "Wis dit bij iedereen").click();
    await h.getByText("Wat hier stond, is gewist. Zeker gewist bij 1 van de 4", { exact: false }).waitFor();
    await level(huis, [ali, bea, cor]);
    await all(ali, [`goals/${goal}`, `erase/${shed}`], "a comment erased", [WAYS[0], WAYS[1]]);
    assert.ok(!JSON.stringify(ali.cli("goal", "show", goal)).includes("nummer 12"));
    await a.goto(new URL(`${home(ali)}hidden/${remark}`, a.url()).href);
    await link(a, "Vraag de anderen dit te wissen").click();
    await look(a, "moderation erase of another");
    await button(a, "Vraag de anderen dit te wissen").click();
    await a.getByRole("heading", { name: "Iets van Bea wordt gewist" }).waitFor();
    await level(ali, [bea, huis, cor]);

    // Who speaks for the hall: written by itself only.
    await all(ali, [`members/${id}`], "nobody speaks", [WAYS[0], WAYS[3]]);
    await h.goto(new URL(`${home(huis)}members/${id}`, h.url()).href);
    await link(h, "Noem een vertegenwoordiger").click();
    await all(huis, [`members/${id}/speaks`], "a representative asked", [WAYS[0], WAYS[3]]);
    await h.getByLabel("Hoe heet die persoon?").fill("Jan Smit");
    await h.getByLabel("Wat mag die persoon namens jullie", { exact: false }).fill("Zalen toezeggen, tot **€ 500** per jaar.");
    await button(h, "Noem deze persoon").click();
    await h.getByText("Zalen toezeggen", { exact: false }).waitFor();
    await level(huis, [ali, bea, cor]);
    await all(ali, [`members/${id}`, "members"], "somebody speaks");
    await link(h, /Verander.*Jan Smit/).click();
    const [jan] = huis.cli("member", "show", "Dorpshuis").members[0].representatives;
    await all(huis, [`members/${id}/speaks/${jan.id}`], "a representative changed", [WAYS[0], WAYS[3]]);
    await h.getByLabel("Hoe heet die persoon?").fill("");
    const kept = await h.getByLabel("Wat mag die persoon namens jullie", { exact: false }).inputValue();
    assert.ok(kept.includes("500"));
    await button(h, "Haal Jan Smit weg").click();
    await h.getByText("Dorpshuis noemde nog niemand.").waitFor();
    await level(huis, [ali, bea, cor]);
    assert.deepEqual(ali.cli("member", "show", "Dorpshuis").members[0].representatives, []);

    for (const page of [a, b, c, h]) await page.context().close();
    for (const peer of [...peers, cor]) {
        await peer.stop();
        peer.remove();
    }
    console.log(`moderation: ${counts.looks - before} pages looked at`);
}
