// Rounds by every method: proposing, each kind of ballot, paper, and how it was counted; by pointer, by
// keyboard, on a small screen in the dark, in English, and without script. Next: states.mjs.
import assert from "node:assert/strict";
import { tabTo } from "./keyboard.mjs";
import { look, visitor } from "./look.mjs";
import { there } from "./mandates.mjs";
import { Peer } from "./peer.mjs";

const button = (page, name) => page.getByRole("button", { name, exact: false });

/** What is asked of a decision on the command line: its method and numbers. */
const ROUNDS = {
    approval: ["--most", "2"],
    dots: ["--dots", "5", "--most", "4"],
    score: [],
    ranked: [],
    seats: ["--seats", "2"],
    budget_greedy: ["--pot", "1000"],
    budget_shares: ["--pot", "1000"],
    poll: [],
    lot: [],
};

/** Ballots that are cast besides Ali's own by the page. */
const OWN = {
    approval: "Een tuin, Een plein",
    dots: "Een tuin=4, Een plein=1",
    score: "Een tuin=5, Een plein=2",
    ranked: "Een tuin > Een plein = De straat",
    seats: "Een plein > Een tuin",
    budget_greedy: "Een tuin, De straat",
    budget_shares: "Een tuin, De straat",
    poll: "Een tuin",
    lot: "abstain",
};

export async function rounds() {
    const ali = new Peer("ali");
    await ali.start();
    const { id } = ali.cli("community", "create", "Lindestraat", "--purpose", "Een fijne straat", "--name", "Ali");
    const at = `/c/${id.slice(0, 12)}/`;
    const wide = await visitor(ali);
    const small = await visitor(ali, { viewport: { width: 320, height: 700 }, colorScheme: "dark" });
    const english = await visitor(ali, { viewport: { width: 640, height: 800 }, locale: "en-GB" });

    await proposed(wide, small, at);

    const decisions = {};
    for (const [method, numbers] of Object.entries(ROUNDS)) {
        const cost = (euros) => (method.startsWith("budget") ? `=${euros}` : "");
        const options = ["Een tuin", "Een plein", "De straat"].flatMap((title, row) => ["--option", title + cost([600, 500, 300][row])]);
        const made = ali.cli("decision", "propose", `De lege plek, ${method}`, "--text", "Wat komt er?", "--review", "2030-01-01", "--method", method.replace("_", "-"), ...numbers, ...options);
        decisions[method] = `decisions/${made.id}`;
        await there(wide, at, decisions[method]);
        await look(wide, `round draft ${method}`);
        ali.cli("decision", "open", made.id);
        for (const [page, name] of [[wide, "wide"], [small, "dark"], [english, "English"]]) {
            await there(page, at, decisions[method]);
            await look(page, `round ballot ${method} ${name}`);
        }
    }
    await dots(wide, at, decisions.dots);
    await order(wide, at, decisions.ranked);
    await pot(wide, at, decisions.budget_greedy);
    await withoutScript(ali, at, decisions.score);

    for (const [method, path] of Object.entries(decisions)) {
        const decision = path.split("/")[1];
        ali.cli("vote", decision, OWN[method]);
        await there(wide, at, path);
        await look(wide, `round saved ${method}`);
        await there(small, at, `${path}/close`);
        await look(small, `round close ${method}`);
        const seed = method === "lot" ? ["--seed", "9.18.26.34.41.45./"] : [];
        ali.cli("decision", "close", decision, ...seed);
        await there(wide, at, path);
        await wide.getByText("Vastgesteld").first().waitFor();
        for (const [page, name] of [[wide, "wide"], [small, "dark"], [english, "English"]]) {
            await there(page, at, path);
            await look(page, `round result ${method} ${name}`);
            await there(page, at, `${path}/count`);
            await look(page, `round count ${method} ${name}`);
        }
    }

    // An opening that was a mistake.
    const wrong = ali.cli("decision", "propose", "Te vroeg", "--text", "x", "--review", "2030-01-01", "--method", "majority").id;
    ali.cli("decision", "open", wrong);
    await there(wide, at, `decisions/${wrong}`);
    await wide.getByRole("link", { name: "Was het openen een vergissing?" }).click();
    await look(wide, "round retract");
    await button(wide, "Trek de opening nu in").click();
    await wide.getByText("Ali trok de opening in").waitFor();
    await look(wide, "round retracted");

    for (const page of [wide, small, english]) await page.context().close();
    await ali.stop();
    ali.remove();
    await paper();
}

// The form: what a way asks shows when it is chosen; rows are added; what is wrong comes back.
async function proposed(wide, small, at) {
    for (const page of [wide, small]) {
        await there(page, at, "decisions/new");
        assert.ok(!(await page.getByLabel("Keuze 1", { exact: true }).isVisible()), "yes or no asks no options");
        for (const group of ["Kiezen uit meer keuzes", "Een pot verdelen", "Alleen peilen", "Loten"]) await page.getByText(group, { exact: true }).click();
        await look(page, "round propose ways");
        await page.getByRole("radio", { name: "Meeste stemmen eerst" }).check();
        await page.getByLabel("Hoeveel zit er in de pot", { exact: false }).waitFor();
        await look(page, "round propose budget");
        await page.getByRole("radio", { name: "Stippen plakken" }).check();
        assert.ok(!(await page.getByLabel("Hoeveel zit er in de pot", { exact: false }).isVisible()));
        await page.getByLabel("Wat stel je voor?").fill("De lege plek");
        await page.getByLabel("Leg het uit", { exact: false }).fill("Wat komt er?");
        await page.getByLabel("Keuze 1", { exact: true }).fill("Een tuin");
        await button(page, "Nog een paar regels").click();
        await page.getByLabel("Keuze 7", { exact: true }).waitFor();
        assert.equal(await page.evaluate(() => document.activeElement.id), "f-option-4");
        assert.equal(await page.getByLabel("Keuze 1", { exact: true }).inputValue(), "Een tuin");
        await page.getByLabel("Keuze 5", { exact: true }).fill("Een plein");
        await page.getByLabel("Hoeveel stippen krijgt ieder?").fill("veel");
        // Enter sends the proposal, not the button for more rows.
        await page.getByLabel("Wat stel je voor?").press("Enter");
        await page.locator("#e-dots").waitFor();
        await look(page, "round propose refused");
        await page.getByLabel("Hoeveel stippen krijgt ieder?").fill("4");
        await button(page, "Plaats dit voorstel").click();
        await page.getByText("Waar we uit kiezen: 2 keuzes").waitFor();
        await page.getByText("Zet er een keuze bij").click();
        await page.getByLabel("Hoe heet de keuze?").fill("De straat");
        await look(page, "round option");
        await button(page, "Zet deze keuze erbij").click();
        await page.getByText("Waar we uit kiezen: 3 keuzes").waitFor();
    }
}

// What is left counts along; too many are refused with how many.
async function dots(page, at, path) {
    await there(page, at, path);
    const left = page.locator("output b");
    assert.equal(await left.innerText(), "5");
    await page.getByLabel("Een tuin", { exact: true }).fill("4");
    await page.getByLabel("Een plein", { exact: true }).fill("3");
    assert.equal(await left.innerText(), "-2");
    await look(page, "round dots over");
    await button(page, "Bewaar mijn stippen").click();
    await page.locator("#e-ballot").waitFor();
    assert.equal(await page.getByLabel("Een plein", { exact: true }).inputValue(), "3");
    await look(page, "round dots refused");
}

// An order by keyboard only: a list per option, letters and arrows choose.
async function order(page, at, path) {
    await there(page, at, path);
    await tabTo(page, "Een tuin");
    await page.keyboard.type("2");
    await tabTo(page, "Een plein");
    await page.keyboard.type("1");
    await tabTo(page, "Bewaar mijn volgorde");
    await page.keyboard.press("Enter");
    await page.getByText("Bewaard: 1. Een plein", { exact: false }).waitFor();
    await page.getByText("Verander mijn keuze").click();
    assert.equal(await page.getByLabel("Een tuin", { exact: true }).inputValue(), "2");
}

async function pot(page, at, path) {
    await there(page, at, path);
    await page.getByRole("checkbox", { name: "Een tuin" }).check();
    assert.match(await page.locator("output b").innerText(), /^€\s400$/);
    await page.getByRole("checkbox", { name: "Een plein" }).check();
    await page.getByText("Dat past niet allemaal.").waitFor();
    await look(page, "round pot over");
}

async function withoutScript(peer, at, path) {
    const page = await visitor(peer, { javaScriptEnabled: false, viewport: { width: 320, height: 700 } });
    await there(page, at, path);
    await page.getByRole("group", { name: "Een tuin" }).getByRole("radio", { name: "4" }).check();
    await button(page, "Bewaar mijn punten").click();
    await page.getByText("Bewaard: Een tuin 4").waitFor();
    await page.context().close();
}

// Two tellers of two kinds, and a proxy.
async function paper() {
    const [ali, bea] = [new Peer("ali"), new Peer("bea")];
    await ali.start();
    await bea.start({ dial: ali });
    const { id } = ali.cli("community", "create", "Lindestraat", "--purpose", "Een fijne straat", "--name", "Ali");
    const { link } = ali.cli("invite");
    bea.cli("join", link, "--name", "Bea", "--kind", "business");
    const at = `/c/${id.slice(0, 12)}/`;
    const a = await visitor(ali);
    await there(a, at, "members");
    await button(a, "Laat Bea toe").first().waitFor();
    ali.cli("member", "approve", "Bea");
    const decision = ali.cli("decision", "propose", "De lege plek", "--text", "x", "--review", "2030-01-01", "--method", "dots", "--option", "Een tuin", "--option", "Een plein").id;
    await there(a, at, `decisions/${decision}/open`);
    await a.getByText("Ook stemmen op papier").click();
    await look(a, "round open with tellers");
    await a.getByRole("checkbox", { name: "Ali" }).check();
    await a.getByRole("checkbox", { name: "Bea" }).check();
    await button(a, "Open de ronde nu").click();
    await a.getByText("Tellers: Ali en Bea.").waitFor();
    const b = await visitor(bea, { viewport: { width: 320, height: 700 }, colorScheme: "dark" });
    await there(b, at, `decisions/${decision}`);
    await b.getByText("Kun je zelf niet? Geef een volmacht").click();
    await look(b, "round proxy");
    await button(b, "Geef mijn volmacht").click();
    await b.getByText("Je gaf een volmacht aan Ali").waitFor();
    await look(b, "round proxy given");
    await there(a, at, `decisions/${decision}/paper`);
    await a.locator("summary").filter({ hasText: "Ali" }).click();
    await look(a, "round paper");
    await a.getByLabel("Een tuin", { exact: true }).first().fill("3");
    await button(a, "Leg deze lijst vast").click();
    await a.getByText("1 stem, opgeschreven door Ali").waitFor();
    await there(b, at, `decisions/${decision}/paper`);
    await button(b, "Het klopt: ik teken").waitFor();
    await look(b, "round paper to sign");
    await button(b, "Het klopt: ik teken").click();
    await b.getByText("Dit telt: ook getekend door Bea.").waitFor();
    await look(b, "round paper signed");
    await there(b, at, `decisions/${decision}/count`);
    await look(b, "round count of paper");
    for (const page of [a, b]) await page.context().close();
    for (const peer of [ali, bea]) {
        await peer.stop();
        peer.remove();
    }
}
