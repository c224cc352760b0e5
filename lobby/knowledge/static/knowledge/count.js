"use strict";
// Says under each field with a limit how many characters are used: 38 / 60 个字.
document.addEventListener("DOMContentLoaded", () => {
  for (const field of document.querySelectorAll("#content input[maxlength], #content textarea[maxlength]")) {
    if (field.type === "hidden") continue;
    const count = document.createElement("output");
    count.className = "text-xs mt-1 block";
    count.htmlFor = field.id;
    const show = () => {
      const used = [...field.value].length;
      count.textContent = `${used} / ${field.maxLength} 个字`;
    };
    field.addEventListener("input", show);
    field.after(count);
    show();
  }
});
