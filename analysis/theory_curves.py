"""Closed forms of the canonical models, as the pictures of plot_theory.py draw them. Written out from
the literature once more, apart from the program's own oracles."""

import itertools

import numpy as np


def crowding(k1, rank, companies):
    """1 + k1 (1 - F) at a rank of a finite list."""
    return 1 + k1 * (companies - 1 - rank) / companies


def share_up_to(k1, companies):
    """L = F / (1 + k1 (1 - F)) on a finite list."""
    rank = np.arange(companies)
    return (rank + 1) / companies / crowding(k1, rank, companies)


def auction_wages(companies, k1, income, premium):
    """Wages and their cumulative share on a finite list, without or with foresight."""
    products = 1 + (np.arange(companies) + 0.5) / companies
    step = np.append(products[0] - income,
                     np.diff(products) * (companies - 1 - np.arange(companies - 1)) / companies)
    integral = np.cumsum(step)
    everyone = share_up_to(k1, companies)
    wages, weights = [], []
    for rank in range(companies):
        here = everyone[rank] - (everyone[rank - 1] if rank else 0)
        both = crowding(k1, rank, companies) * (crowding(k1, rank - 1, companies) if rank
                                                else 1 + k1)
        up_to = np.append(both / crowding(k1, np.arange(rank), companies) ** 2, 1.0)
        up_to = np.append(both / (1 + k1) ** 2, up_to)
        bids = np.append(income, products[:rank + 1])
        later = integral[rank] - np.append(0.0, integral[:rank + 1])
        wages.append(bids - premium * later)
        weights.append(here * np.diff(up_to, prepend=0.0))
    wages, weights = np.concatenate(wages), np.concatenate(weights)
    order = np.argsort(wages)
    return wages[order], np.cumsum(weights[order])


def job_network(ties, people, arrival=0.1, breakup=0.015):
    """Stationary chances of the exact chain by state (bit k: person k is employed)."""
    friends = {k: [b if a == k else a for a, b in ties if k in (a, b)] for k in range(people)}
    chain = np.zeros((2 ** people, 2 ** people))
    for start in range(2 ** people):
        hired = {start: 1.0}
        for person in range(people):
            takers = ([person] if not start >> person & 1 else
                      [f for f in friends[person] if not start >> f & 1])
            if not takers:
                continue
            after = {}
            for state, chance in hired.items():
                after[state] = after.get(state, 0) + chance * (1 - arrival)
                for taker in takers:
                    to = state | 1 << taker
                    after[to] = after.get(to, 0) + chance * arrival / len(takers)
            hired = after
        for state, chance in hired.items():
            holders = [k for k in range(people) if state >> k & 1]
            for lost in itertools.product((0, 1), repeat=len(holders)):
                to = state ^ sum(1 << k for k, gone in zip(holders, lost) if gone)
                weight = np.prod([breakup if gone else 1 - breakup for gone in lost])
                chain[start, to] += chance * weight
    return np.linalg.matrix_power(chain, 4096)[0]


def moments(employed, weights):
    """Unemployment and correlation matrix of columns of 0 and 1."""
    mean = weights @ employed
    spread = np.sqrt(mean * (1 - mean))
    both = (employed * weights[:, None]).T @ employed
    with np.errstate(invalid="ignore"):
        return 1 - mean.mean(), (both - np.outer(mean, mean)) / np.outer(spread, spread)
