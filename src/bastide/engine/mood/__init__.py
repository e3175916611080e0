"""The mood of a text: polarity, anger, distress, by a small linear model; text only, no voice."""
