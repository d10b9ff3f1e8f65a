// Sends the chosen password with the token of the link's fragment, and says what came of it.
"use strict";

const form = document.getElementById("form");
const outcome = document.getElementById("outcome");
const [purpose, token] = location.hash.slice(1).split(":");
const routes = { invite: "/v1/invitations/accept", reset: "/v1/reset" };
const route = routes[purpose];

if (!route || !token) {
  form.remove();
  outcome.textContent = "The link is not whole: open it as you got it, with everything behind the #.";
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const password = form.password.value;
  if (password !== form.again.value) {
    outcome.textContent = "The two are not the same.";
    return;
  }
  const button = form.querySelector("button");
  button.disabled = true;
  outcome.textContent = "Saving …";
  try {
    const answer = await fetch(route, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ token, password }),
    });
    const said = await answer.json();
    if (answer.ok) {
      form.remove();
      outcome.textContent = `Done. Your login is ${said.login}, your organisation ${said.slug}. This link is spent.`;
      return;
    }
    outcome.textContent = [said.title, said.detail].filter(Boolean).join(" ");
  } catch {
    outcome.textContent = "The server did not answer. Nothing was saved; try again.";
  }
  button.disabled = false;
});
