"""What the dialogue can do: one module per flow, all talking to the branch through one client."""
