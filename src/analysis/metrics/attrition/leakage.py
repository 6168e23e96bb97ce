"""Which losses and which qualified people from elsewhere do two counts allow together?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor
from typing import NamedTuple

Number = int | float | Fraction
Point = tuple[Fraction, Fraction]
Direction = tuple[int, int]

LOSSES: Direction = (1, 0)
FROM_ELSEWHERE: Direction = (0, 1)
NET_LEAKAGE: Direction = (1, -1)


class Range(NamedTuple):
    """Between which two numbers does something lie, both included?"""

    low: float
    high: float

    @property
    def width(self) -> float:
        """How much is left open? high − low."""
        return self.high - self.low


class HalfPlane(NamedTuple):
    """On which side of a line do the pairs lie? a × losses + b × from elsewhere <= limit."""

    a: Fraction
    b: Fraction
    limit: Fraction

    def beyond(self, point: Point) -> Fraction:
        """By how much does a pair overstep the limit? Nothing or less where it is allowed."""
        return self.a * point[0] + self.b * point[1] - self.limit


@dataclass(frozen=True)
class Region:
    """Which pairs (losses, qualified people from elsewhere), in persons, are allowed?

    A convex polygon: the pairs within all ``half_planes``. ``vertices`` are its corners in order,
    exact; one or two where it is a point or a line, none where nothing is allowed.
    """

    half_planes: tuple[HalfPlane, ...]
    vertices: tuple[Point, ...]

    def holds(self, losses: Number, from_elsewhere: Number) -> bool:
        """Is this pair of numbers of people allowed?"""
        point = (Fraction(losses), Fraction(from_elsewhere))
        return bool(self.vertices) and all(side.beyond(point) <= 0 for side in self.half_planes)

    def within(self, other: Region) -> bool:
        """Does the other region allow all that this one does? A polygon is held by its corners."""
        return all(other.holds(*vertex) for vertex in self.vertices)

    def cut(self, a: Number, b: Number, limit: Number) -> Region:
        """What is left of the region where also a × losses + b × from elsewhere <= limit?"""
        side = HalfPlane(Fraction(a), Fraction(b), Fraction(limit))
        return Region((*self.half_planes, side), _clipped(self.vertices, side))

    def extent(self, direction: Direction) -> Range | None:
        """Between which whole numbers of people does a combination lie?

        ``direction`` is LOSSES, FROM_ELSEWHERE or NET_LEAKAGE (losses − from elsewhere). People
        are whole, so the exact ends are rounded inwards; None where no whole number is left.
        """
        values = [direction[0] * x + direction[1] * y for x, y in self.vertices]
        if not values or ceil(min(values)) > floor(max(values)):
            return None
        return Range(ceil(min(values)), floor(max(values)))


def between(certain: float, uncertain: float) -> Range:
    """In what interval does a total lie of which a part is not observed?

    From ``certain``, as if nothing of the unobserved counted, to certain + ``uncertain``, as if all
    of it did: the worst-case bounds of Manski 1989, Journal of Human Resources 24:343–360, and
    1990, American Economic Review 80(2):319–323; see Horowitz and Manski 2000, Journal of the
    American Statistical Association 95:77–84, and Manski 2003, Partial Identification of
    Probability Distributions. Raises ValueError where ``uncertain`` is negative: what is said to
    be certain is then more than there is.
    """
    if uncertain < 0:
        raise ValueError(f"{certain:g} are said to be certain: more than there are, {-uncertain:g}")
    return Range(certain, certain + uncertain)


def leakage_region(opening: float, closing: float, completions: Range) -> Region:
    """Which losses and which qualified people from elsewhere do the printed stocks allow?

    closing = opening + completions − losses + from elsewhere, all in persons. Losses L are the
    qualified at opening or since who are gone at closing; those from elsewhere, H, are qualified
    at closing but were neither qualified at opening nor completed a counted course: hired with a
    qualification, or qualified outside these courses. People who came qualified and left again
    between the counts are in neither. With completions in [c, C]:
    opening + c − closing <= L − H <= opening + C − closing, L >= 0 and 0 <= H <= closing; the last
    is L <= opening + completions. The region is sharp: each pair of whole numbers in it belongs to
    a possible history. Raises ValueError for counts that are negative.
    """
    if min(opening, closing, completions.low) < 0:
        raise ValueError(f"counts cannot be negative: {opening:g}, {closing:g}, {completions}")
    widest = Fraction(opening + completions.high)
    top = Fraction(closing)
    zero = Fraction(0)
    corners = ((zero, zero), (widest, zero), (widest, top), (zero, top))
    box = Region((), tuple(dict.fromkeys(corners)))
    for a, b, limit in ((-1, 0, 0), (0, -1, 0), (0, 1, closing)):
        box = box.cut(a, b, limit)
    return box.cut(1, -1, opening + completions.high - closing).cut(
        -1, 1, closing - opening - completions.low
    )


def hired_as_at_opening(
    region: Region, opening: float, opening_staff: float, closing_staff: float
) -> Region:
    """What is left if the share q = opening / opening_staff of all who were hired was qualified?

    H = q × A, with A everybody hired; who was hired and left again untrained is in neither A nor
    the leavers. A = closing_staff − opening_staff + all leavers, and all leavers >= L, so
    q × (closing_staff − opening_staff + L) <= H. Those hired are not among the qualified of the
    opening, of whom at least opening − L stayed, so H <= q × (closing_staff − opening + L).
    Persons throughout. Raises ZeroDivisionError for an opening without staff.
    """
    share = Fraction(opening) / Fraction(opening_staff)
    growth = Fraction(closing_staff) - Fraction(opening_staff)
    others = Fraction(closing_staff) - Fraction(opening)
    return region.cut(share, -1, -share * growth).cut(-share, 1, share * others)


def without_any_from_elsewhere(region: Region) -> Region:
    """What is left if nobody came qualified from elsewhere? H = 0; empty where that contradicts."""
    return region.cut(0, 1, 0)


def width_if_known(region: Region, known: Direction, wanted: Direction) -> float:
    """How much of ``wanted`` would at most stay open if the value of ``known`` were printed?

    The widest slice of the region along ``known``, in persons. The width of a slice of a convex
    region is concave in its place and linear between corners, so the widest goes through a corner.
    """
    slices = []
    for x, y in region.vertices:
        a, b = known
        value = a * x + b * y
        left = region.cut(a, b, value).cut(-a, -b, -value).extent(wanted)
        slices.append(left.width if left else 0)
    return max(slices, default=0)


def _clipped(vertices: Sequence[Point], side: HalfPlane) -> tuple[Point, ...]:
    kept: list[Point] = []
    for start, end in pairwise([*vertices, *vertices[:1]]) if vertices else ():
        before, after = side.beyond(start), side.beyond(end)
        if before <= 0:
            kept.append(start)
        if before * after < 0:
            along = before / (before - after)
            kept.append(
                (start[0] + along * (end[0] - start[0]), start[1] + along * (end[1] - start[1]))
            )
    return tuple(dict.fromkeys(kept))
