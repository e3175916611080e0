"""Numbers with right keys, none of which anybody owns: SIREN, SIRET, IBAN, BIC, NIR."""

from __future__ import annotations

from random import Random

# The letters of a French account number count as these digits in its key (RIB key, Banque de
# France: A, J = 1; B, K, S = 2; …).
_RIB_LETTERS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "12345678912345678923456789")


def digits(random: Random, count: int) -> str:
    return "".join(str(random.randrange(10)) for _ in range(count))


def luhn_key(number: str) -> str:
    """The digit that, put after `number`, makes its Luhn sum a multiple of ten."""
    total = 0
    for rank, digit in enumerate(reversed(number)):
        doubled = int(digit) * (2 if rank % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return str(-total % 10)


def siren(random: Random) -> str:
    """A SIREN with a right key. It begins with 0, which no real one does."""
    body = "0" + digits(random, 7)
    return body + luhn_key(body)


def siret(random: Random, of: str) -> str:
    """An establishment of the SIREN `of`, with a right key."""
    body = of + f"{random.randint(1, 40):04d}"
    return body + luhn_key(body)


def vat(of: str) -> str:
    """The intra-Community VAT number of a SIREN."""
    return f"FR{(12 + 3 * (int(of) % 97)) % 97:02d}{of}"


def rib_key(bank: str, branch: str, account: str) -> str:
    value = 89 * int(bank) + 15 * int(branch) + 3 * int(account.translate(_RIB_LETTERS))
    return f"{97 - value % 97:02d}"


def iban(bank: str, branch: str, account: str) -> str:
    """The French IBAN of an account, both keys right."""
    bban = bank + branch + account + rib_key(bank, branch, account)
    numeric = "".join(str(int(c, 36)) for c in bban + "FR00")
    return f"FR{98 - int(numeric) % 97:02d}{bban}"


def nir(random: Random, sex: str, year: int, month: int, department: str) -> str:
    """A social security number (15 digits) with its key. Commune 99x: no INSEE code."""
    body = (
        ("1" if sex == "M" else "2")
        + f"{year % 100:02d}{month:02d}{department}99{random.randrange(10)}"
        + f"{random.randint(1, 999):03d}"
    )
    return body + f"{97 - int(body) % 97:02d}"


def other_digit(random: Random, text: str, at: int) -> str:
    """`text` with another digit at the place `at`."""
    return text[:at] + str((int(text[at]) + random.randint(1, 9)) % 10) + text[at + 1 :]


def spaced(text: str, *groups: int) -> str:
    """`text` cut in groups; the last size given goes on to the end."""
    out, at, sizes = [], 0, list(groups)
    while at < len(text):
        size = sizes.pop(0) if len(sizes) > 1 else sizes[0]
        out.append(text[at : at + size])
        at += size
    return " ".join(out)


def rib_parts(iban: str) -> tuple[str, str, str, str]:
    """The bank, the branch, the account and the key of a French IBAN."""
    return iban[4:9], iban[9:14], iban[14:25], iban[25:27]


def spaced_nir(nir: str) -> str:
    """« 1 85 05 78 006 084 36 »: thirteen digits as cards part them, and the key."""
    return spaced(nir[:13], 1, 2, 2, 2, 3, 3) + " " + nir[13:]
