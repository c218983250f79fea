/* Stands for a library that another one loads and this program never uses. */
module.exports = {};
