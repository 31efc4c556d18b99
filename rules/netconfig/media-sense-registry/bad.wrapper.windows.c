#include <windows.h>

#define VALUE_NAME TEXT("SynAttackProtect")

LONG through_macro_bad(HKEY parameters, DWORD value)
{
    return RegSetValueEx(parameters, TEXT("SynAttackProtect"), 0, REG_DWORD, (BYTE *)&value, sizeof(value)); // want "SynAttackProtect changes TCP for the whole machine"
}
