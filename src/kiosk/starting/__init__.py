"""The way from an empty installation to the first order: founding, sample goods, the owner's test order."""
