#pragma once
// Where each shortcut applies.

namespace poach {
struct Market;
struct Tick;

/// From search to decisions nothing passes from one block of people to another, and nobody asks for
/// the details afterwards.
[[nodiscard]] bool blocks_are_apart(const Market& market, const Tick& tick);
/// Nobody has ties, tastes, skill or a field of their own, attachment or unvested equity, companies
/// have no morale, and nobody asks where a person worked before: pay is all that counts.
[[nodiscard]] bool only_pay_counts(const Market& market, const Tick& tick);
/// Fused blocks in which pay is all that counts and the price ascends: one company's approach to
/// one person is Bertrand competition between two.
[[nodiscard]] bool pairs_settle_at_once(const Market& market, const Tick& tick);
/// Besides, matches and the answering of offers are left to no draw and counter-offers are not
/// bound to the present pay, so that a company pays everyone alike. Not where a table of that would
/// hardly be used: with more companies than people, or than fit a cache.
[[nodiscard]] bool companies_treat_all_alike(const Market& market, const Tick& tick);
/// A single random word determines the employer met: one uniform kind of companies, at most one
/// meeting and no barriers.
[[nodiscard]] bool one_word_gives_the_meeting(const Market& market, const Tick& tick);
/// There are recruiters, and people are few enough to draw a word for each at once.
[[nodiscard]] bool recruiters_draw_for_all(const Market& market, const Tick& tick);
/// Somebody asks which collaborators a company approaches together.
[[nodiscard]] bool joint_approaches_count(const Market& market, const Tick& tick);
/// Offers under private taste are revised, and many of them answer what they answered before.
[[nodiscard]] bool offers_are_revised(const Market& market, const Tick& tick);
/// The market's aggregates are wanted without those of its companies.
[[nodiscard]] bool nobody_asks_for_companies(const Market& market, const Tick& tick);
/// Companies' aggregates are wanted, of people few enough to remember what each adds to them.
[[nodiscard]] bool aggregates_can_be_kept(const Market& market, const Tick& tick);

}  // namespace poach
