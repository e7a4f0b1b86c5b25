// Somebody is chosen for a role on the page: nominated with reasons, put forward, the own yes first, recorded;
// on a wide and a small screen, in the dark, in English, and refused. Next: mandates.mjs.
import assert from "node:assert/strict";
import { look, visitor } from "./look.mjs";
import { button, there } from "./mandates.mjs";
import { Peer } from "./peer.mjs";

export async function selection() {
    const ali = new Peer("ali");
    await ali.start();
    const { id } = ali.cli("community", "create", "Lindestraat", "--purpose", "Een fijne straat", "--name", "Ali");
    const at = `/c/${id.slice(0, 12)}/`;
    const { link } = ali.cli("invite");
    const bea = new Peer("bea");
    await bea.start({ dial: ali });
    bea.cli("join", link, "--name", "Bea");
    await ali.until(["member", "list"], ({ members }) => members.some((one) => one.name === "Bea"));
    ali.cli("member", "approve", "Bea");
    await bea.until(["member", "list"], ({ members }) => members.filter((one) => one.state === "member").length === 2);
    const wide = await visitor(ali);
    const small = await visitor(bea, { viewport: { width: 320, height: 700 }, colorScheme: "dark" });
    const english = await visitor(ali, { viewport: { width: 640, height: 800 }, locale: "en-GB" });
    const all = async (path, name) => {
        for (const [page, way] of [[wide, "wide"], [small, "dark"], [english, "English"]]) {
            await there(page, at, path);
            await look(page, `${name} ${way}`);
        }
    };

    // Without a role there is nobody to choose; the page says where to describe one.
    await there(wide, at, "decisions/new?method=selection");
    await wide.getByText("Er is nog geen rol om iemand voor te kiezen.").waitFor();
    await look(wide, "selection without a role");
    ali.cli("role", "create", "Penningmeester", "--text", "Past op het geld.");
    await there(wide, at, "decisions/new?method=selection");
    await wide.getByLabel("Wat stel je voor?").fill("Wie past op het geld?");
    await wide.getByLabel("Leg het uit").fill("Een jaar lang.");
    await wide.getByLabel("Voor welke rol?").selectOption({ label: "Penningmeester" });
    await look(wide, "selection proposed");
    await button(wide, "Plaats dit voorstel").click();
    await wide.getByRole("heading", { name: "Voorgedragen voor de rol “Penningmeester”" }).waitFor();
    const { decisions: [{ id: round }] } = ali.cli("decision", "list");
    await bea.until(["decision", "list"], ({ decisions }) => decisions.length === 1);
    await all(`decisions/${round}`, "selection before nominations");
    await all("", "selection asked at home");
    await there(wide, at, `decisions/${round}/open`);
    await wide.getByText("Er is nog niemand voorgedragen.").waitFor();
    await look(wide, "selection open without nominations");

    // A nomination without a reason is refused, and keeps whom it names.
    await there(small, at, `decisions/${round}`);
    await small.getByLabel("Wie draag je voor?").selectOption({ label: "Bea" });
    await small.getByLabel("Waarom past deze rol").fill("  ");
    await button(small, "Draag voor").click();
    await small.getByRole("alert").waitFor();
    await look(small, "nomination refused");
    assert.equal(await small.getByLabel("Wie draag je voor?").locator("option:checked").textContent(), "Bea");
    await small.getByLabel("Waarom past deze rol").fill("Ik heb het eerder gedaan.");
    await button(small, "Draag voor").click();
    await small.locator("#nominations").getByText("Ik heb het eerder gedaan.", { exact: true }).waitFor();
    await there(wide, at, `decisions/${round}`);
    await wide.getByLabel("Wie draag je voor?").selectOption({ label: "Ali" });
    await wide.getByLabel("Waarom past deze rol").fill("Ik heb tijd.");
    await button(wide, "Draag voor").click();
    await wide.locator("#nominations").getByText("Ik heb tijd.", { exact: true }).waitFor();
    await wide.getByLabel("Wie draag je voor?").selectOption({ label: "Bea" });
    await wide.getByLabel("Waarom past deze rol").fill("Bea kan het beter dan ik.");
    await button(wide, "Verander mijn voordracht").click();
    await wide.locator("#nominations").getByText("Bea kan het beter dan ik.", { exact: true }).waitFor();
    await ali.until(["decision", "show", round], ({ selection }) => selection.nominations.length === 3);
    await all(`decisions/${round}`, "selection nominated");

    // Put forward: first Bea herself, then the others.
    await there(wide, at, `decisions/${round}/open`);
    await look(wide, "selection open");
    await wide.getByLabel("Wie wordt de kandidaat?").selectOption({ label: "Bea" });
    await button(wide, "Open de ronde nu").click();
    await wide.getByText("Bea zegt eerst zelf ja of nee.").waitFor();
    assert.equal(await wide.locator("#keuze").count(), 0, "Ali is asked before Bea spoke");
    await bea.until(["decision", "list"], ({ decisions }) => decisions[0].status === "open");
    await all(`decisions/${round}`, "selection put forward");
    await there(small, at, "");
    await look(small, "selection asked of who is put forward");
    await there(small, at, `decisions/${round}`);
    await small.getByText("wil je de rol “Penningmeester” doen?").waitFor();
    await look(small, "selection asked: yes or no");
    assert.equal(await small.getByText("Ik laat dit aan de anderen").count(), 0, "a candidate says yes or no");
    await small.getByRole("radio", { name: "Ja, ik wil het doen" }).check();
    await small.getByRole("button", { name: "Bewaar mijn keuze: ja" }).click();
    await small.getByText("Bewaard: Ja, ik wil het doen").waitFor();
    await ali.until(["decision", "show", round], ({ counted }) => counted.Bea === "consent");
    await there(wide, at, `decisions/${round}`);
    await wide.getByText("kunnen we Bea de rol “Penningmeester” geven?").waitFor();
    await look(wide, "selection voted on");
    ali.cli("vote", round, "consent");
    ali.cli("decision", "close", round);
    await ali.until(["decision", "show", round], ({ status }) => status === "confirmed");
    await all(`decisions/${round}`, "selection chosen");
    await all(`decisions/${round}/count`, "selection counted");
    await there(wide, at, "");
    await look(wide, "selection to record at home");
    await there(wide, at, `decisions/${round}`);
    await wide.getByRole("heading", { name: "Vastgesteld: Bea is gekozen" }).waitFor();
    await wide.getByRole("link", { name: "Vraag het de anderen" }).click();
    await look(wide, "selection to appoint");
    assert.equal(await wide.getByLabel("Bea").isChecked(), true);
    await button(wide, "Stel dit voor").click();
    await wide.getByRole("heading", { name: "Bea op “Penningmeester”" }).waitFor();
    await there(wide, at, `decisions/${round}`);
    assert.equal(await wide.locator("#appoint").count(), 0, "asked for what waits already");
    await wide.getByText("Dit wacht op twee derde van de deelnemers.").waitFor();
    await look(wide, "selection waits to be appointed");

    // Another one, who says no; and then nobody is the candidate any more.
    const { id: no } = ali.cli("decision", "propose", "Wie past er mee?", "--text", "Ook een jaar.", "--review", "2030-01-01", "--method", "selection", "--role", "Penningmeester");
    ali.cli("role", "nominate", no, "Bea", "--reason", "Samen sterker.");
    ali.cli("decision", "open", no, "--nominee", "Bea");
    await bea.until(["decision", "list"], ({ decisions }) => decisions.some((one) => one.id === no && one.status === "open"));
    await there(small, at, `decisions/${no}`);
    await small.getByRole("radio", { name: "Nee, ik doe het niet" }).check();
    await small.getByRole("button", { name: /Bewaar mijn keuze/ }).click();
    await small.getByText("Bewaard: Nee, ik doe het niet").waitFor();
    await ali.until(["decision", "show", no], ({ counted }) => counted.Bea === "object");
    ali.cli("vote", no, "consent");
    ali.cli("decision", "close", no);
    await ali.until(["decision", "show", no], ({ status }) => status === "confirmed");
    await there(wide, at, `decisions/${no}`);
    await wide.getByText("Bea wordt het niet.").waitFor();
    await look(wide, "selection of who said no");

    for (const page of [wide, small, english]) await page.context().close();
    await ali.stop();
    await bea.stop();
    ali.remove();
    bea.remove();
}
