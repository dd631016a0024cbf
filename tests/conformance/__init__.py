"""What others rely on, read with other people's software: feeds, HTTP, descriptions, commands, mails."""
