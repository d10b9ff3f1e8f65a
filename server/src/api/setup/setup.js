// Sends the form with the token of the link's fragment, and says what came of it.
"use strict";

const form = document.getElementById("form");
const outcome = document.getElementById("outcome");
const token = location.hash.slice(1);

form.zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (token === "") {
  outcome.textContent = "The link is not whole: open it as the server printed it, with everything behind the #.";
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = form.querySelector("button");
  button.disabled = true;
  outcome.textContent = "Setting up …";
  try {
    const asked = { ...Object.fromEntries(new FormData(form)), token };
    const answer = await fetch("/v1/setup", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(asked),
    });
    const said = await answer.json();
    if (answer.ok) {
      // The answer signed this browser in.
      location.replace("/");
      return;
    }
    outcome.textContent = [said.title, said.detail, said.field && `(${said.field})`].filter(Boolean).join(" ");
  } catch {
    outcome.textContent = "The server did not answer. Nothing was set up; try again.";
  }
  button.disabled = false;
});
