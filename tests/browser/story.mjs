// Two people who never saw Meent, with a peer and a browser each, go the whole way: from starting a
// community to reading how a decision was counted. Next: apart.mjs.
import assert from "node:assert/strict";
import { look, visitor } from "./look.mjs";
import { Peer } from "./peer.mjs";

const button = (page, name) => page.getByRole("button", { name, exact: false });
const link = (page, name) => page.getByRole("link", { name, exact: false });
const heading = (page, name) => page.getByRole("heading", { name }).first();

/** Goes by the main menu. */
export async function go(page, name) {
    const menu = page.getByRole("button", { name: "Menu" });
    if (await menu.isVisible()) await menu.click();
    await page.getByRole("navigation", { name: "Hoofdmenu" }).getByRole("link", { name }).click();
}

export async function story() {
    const [ali, bea] = [new Peer("ali"), new Peer("bea")];
    await ali.start();
    await bea.start({ dial: ali });
    const a = await visitor(ali);
    const b = await visitor(bea, { viewport: { width: 320, height: 700 }, colorScheme: "dark" });
    const began = Date.now();

    await heading(a, "Beslis samen met je buren").waitFor();
    await look(a, "first run");
    await look(b, "first run dark");
    await link(a, "Beginnen").click();
    await look(a, "start");
    await a.getByLabel("Hoe heet jullie gemeenschap?").fill("Lindestraat");
    await a.getByLabel("Waar is jullie gemeenschap voor?").fill("Een fijne straat.");
    await a.getByLabel("Hoe heet je?").fill("Ali");
    await button(a, "Begin deze gemeenschap").click();
    await heading(a, "Voor jou").waitFor();
    await look(a, "home of a new community");

    await go(a, "Buren");
    await look(a, "members alone");
    await link(a, "Nodig een buur uit").first().click();
    await look(a, "invite before");
    await button(a, "Maak een uitnodiging").click();
    const invite = await a.getByLabel("De link", { exact: true }).inputValue();
    assert.match(invite, /^meent:/);
    await a.getByRole("img", { name: "QR-code van deze uitnodiging" }).waitFor();
    await look(a, "invite");
    const [file] = await Promise.all([a.waitForEvent("download"), button(a, "Bewaar als bestand").click()]);
    assert.match(file.suggestedFilename(), /\.meent$/);

    await link(b, "Meedoen").click();
    await look(b, "join dark");
    // A link that isn't one keeps what was typed and says what is wrong.
    await b.getByLabel("Een link: plak hem hier").fill("meent:nee");
    await b.getByLabel("Hoe heet je?").fill("Bea");
    await button(b, "Doe mee").click();
    await b.locator(".fault").first().waitFor();
    assert.equal(await b.getByLabel("Een link: plak hem hier").inputValue(), "meent:nee");
    await look(b, "join refused dark");
    await b.getByLabel("Een link: plak hem hier").fill(invite);
    await button(b, "Doe mee").click();
    await heading(b, "Welkom in Lindestraat").waitFor();
    await look(b, "welcome dark");
    await link(b, "Ga naar binnen").click();
    await look(b, "home of a guest dark");

    // What the other sees comes by itself: Ali looks at the home page and never reloads.
    await go(a, "Voor jou");
    await button(a, "Verwelkom Bea").click();
    await a.getByText("Bea", { exact: false }).first().waitFor();
    await go(a, "Buren");
    await look(a, "members two");

    await go(a, "Doelen");
    await look(a, "goals empty");
    await link(a, "Schrijf een doel").first().click();
    await a.getByLabel("Wat willen jullie bereiken?").fill("Een veilige straat om te spelen");
    await a.getByLabel("Waarom, en hoe ziet het eruit als het lukt?").fill("Kinderen spelen **buiten**.\n\n- zonder auto's\n- elke dag");
    await button(a, "Voeg dit doel toe").click();
    await heading(a, "Een veilige straat om te spelen").waitFor();
    await look(a, "goal");

    await decide(a, b, {
        title: "Speelstraat op woensdag",
        method: "Consent",
        objects: true,
    });
    await decide(a, b, { title: "Een bankje bij de linde", method: "Meerderheid" });

    const took = Math.round((Date.now() - began) / 1000);
    console.log(`story: the whole way twice in ${took} s of machine time`);
    await ali.stop();
    await bea.stop();
    // A peer that stopped is said, on the page that stands open.
    await a.getByText("Meent draait niet meer op dit apparaat").waitFor();
    for (const page of [a, b]) await page.context().close();
    ali.remove();
    bea.remove();
}

// A proposal by Ali, discussed, opened, chosen, closed and confirmed; Bea at 320 px in the dark.
async function decide(a, b, { title, method, objects = false }) {
    await go(a, "Besluiten");
    await look(a, `decisions before ${method}`);
    await link(a, "Doe een voorstel").first().click();
    await look(a, "propose");
    await a.getByLabel("Wat stel je voor?").fill(title);
    await a.getByLabel("Leg het uit", { exact: false }).fill("Elke week, van 13.00 tot 18.00 uur.");
    await a.getByRole("radio", { name: method, exact: false }).first().check();
    await button(a, "Plaats dit voorstel").click();
    await heading(a, title).waitFor();
    await look(a, `draft ${method}`);

    // Bea finds it and asks something; it arrives under what Ali is typing, and takes nothing away.
    await go(b, "Besluiten");
    await b.getByRole("link", { name: title, exact: false }).click();
    await look(b, `draft ${method} dark`);
    await a.getByLabel("Wat wil je zeggen?").fill("Half getypt");
    await b.getByLabel("Wat wil je zeggen?").fill("Kan de dokter erlangs?");
    await button(b, "Plaats je reactie").click();
    await a.getByText("Kan de dokter erlangs?").waitFor();
    assert.equal(await a.getByLabel("Wat wil je zeggen?").inputValue(), "Half getypt");
    assert.equal(await a.evaluate(() => document.activeElement?.id), "f-comment");
    await a.getByLabel("Wat wil je zeggen?").fill("Ja, de hekken gaan opzij.");
    await button(a, "Plaats je reactie").click();
    await a.getByText("Ja, de hekken gaan opzij.", { exact: true }).waitFor();

    await link(a, "Open de ronde").or(button(a, "Open de ronde")).first().click();
    await look(a, `open ${method}`);
    await button(a, "Open de ronde").click();
    await heading(a, "Wat kies jij?").waitFor();
    await look(a, `ballot ${method}`);
    await b.getByText(method === "Consent" ? "Consentronde open" : "Stemming open").first().waitFor();
    await b.reload();
    await look(b, `ballot ${method} dark`);

    if (objects) {
        await b.getByRole("radio", { name: "Ik heb een zwaarwegend bezwaar" }).check();
        await b.getByRole("button", { name: "Bewaar mijn keuze" }).click();
        // Without the reason: said at the field, the choice is still made.
        await b.locator(".fault").first().waitFor();
        assert.ok(await b.getByRole("radio", { name: "Ik heb een zwaarwegend bezwaar" }).isChecked());
        await look(b, "objection without reason dark");
        await b.getByLabel("Welk doel of wie loopt schade op, en hoe?").fill("De dokter moet erlangs kunnen.");
        await b.getByRole("button", { name: "Bewaar mijn keuze" }).click();
        await b.getByText("Bewaard: Ik heb een zwaarwegend bezwaar").waitFor();
        await look(b, "objected dark");
        await a.getByText("De dokter moet erlangs kunnen.").first().waitFor();
        await look(a, "objection open");
        await b.getByRole("button", { name: "Mijn zwaarwegend bezwaar is opgelost: ik ga mee" }).click();
        await b.getByText("Bewaard: Ik ga mee").waitFor();
    } else {
        await b.getByRole("radio", { name: "Ik ben voor" }).check();
        await b.getByRole("button", { name: "Bewaar mijn keuze" }).click();
        await b.getByText("Bewaard: Ik ben voor").waitFor();
    }
    await look(b, `chosen ${method} dark`);
    await a.getByRole("radio", { name: objects ? "Ik ga mee, en ik heb een zorg" : "Ik ben voor" }).check();
    if (objects) await a.getByLabel("Waar moeten we op letten?").fill("Dat iedereen het weet.");
    await a.getByRole("button", { name: "Bewaar mijn keuze" }).click();
    await a.getByText("Bewaard: ").first().waitFor();
    await look(a, `chosen ${method}`);

    await link(a, "Sluit de ronde").or(button(a, "Sluit de ronde")).first().click();
    await look(a, `close ${method}`);
    await button(a, "Sluit").last().click();
    await a.getByText("Vastgesteld: aangenomen").first().waitFor();
    await a.reload();
    await look(a, `confirmed ${method}`);
    await b.getByText("Vastgesteld: aangenomen").first().waitFor();
    await b.reload();
    await look(b, `confirmed ${method} dark`);
    await a.goto(`${a.url().split("?")[0].split("#")[0]}/count`);
    await look(a, `count ${method}`);
}
